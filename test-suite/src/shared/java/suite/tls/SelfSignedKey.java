package suite.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A private key with a certificate for 127.0.0.1 that only its own owner has signed, made when it
 * is needed by the JDK's own keytool.
 */
public enum SelfSignedKey {
  EC("-groupname secp256r1"),
  RSA("-keysize 2048");

  /** Of the stores and of the keys in them. */
  public static final String PASSWORD = "only-for-tests";

  public static final String ALIAS = "test";

  private static final int LIMIT_SECONDS = 60;

  private final String size;

  SelfSignedKey(String size) {
    this.size = size;
  }

  /** Makes one in a new PKCS12 file. */
  public KeyStore create(Path file) throws IOException, GeneralSecurityException {
    Process process =
        new ProcessBuilder(command(file))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool made no key");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
    return load(file);
  }

  /** Reads a file that {@link #create} has made. */
  public static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private List<String> command(Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", name()));
    command.addAll(List.of(size.split(" ", -1)));
    command.addAll(List.of("-dname", "CN=127.0.0.1", "-ext", "SAN=ip:127.0.0.1,dns:localhost"));
    command.addAll(List.of("-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    return command;
  }
}
