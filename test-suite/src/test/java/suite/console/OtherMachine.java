package suite.console;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Assumptions;

/** The way to this machine that a neighbour would take. */
final class OtherMachine {

  private OtherMachine() {}

  /** An address of this machine that is not the loopback one; the test is skipped without one. */
  static InetAddress address() {
    try {
      var found =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
              .findFirst();
      Assumptions.assumeTrue(found.isPresent(), "this machine has no address but the loopback one");
      return found.orElseThrow();
    } catch (SocketException e) {
      throw new AssertionError(e);
    }
  }
}
