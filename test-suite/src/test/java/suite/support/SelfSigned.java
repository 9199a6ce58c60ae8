package suite.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 that nobody trusts, made when it is needed by the JDK's own keytool.
 *
 * @param server for the endpoint
 * @param trusting for a client that does trust it
 * @param keyStore the certificate and its key, with {@link #PASSWORD}
 * @param trustStore the certificate alone
 */
public record SelfSigned(
    SSLContext server, SSLContext trusting, KeyStore keyStore, KeyStore trustStore) {
  public static final String PASSWORD = "only-for-tests";
  private static final int KEYTOOL_LIMIT_SECONDS = 60;

  public static SelfSigned create() {
    try {
      Path folder = Files.createTempDirectory("self-signed");
      Path file = folder.resolve("key.p12");
      try {
        generate(file);
        return from(load(file));
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no self-signed certificate", e);
    }
  }

  /** Writes {@link #trustStore} as PKCS12 with {@link #PASSWORD}. */
  public Path saveTrustStore(Path folder) {
    return save(trustStore, folder.resolve("trust.p12"));
  }

  /** Writes {@link #keyStore} as PKCS12 with {@link #PASSWORD}. */
  public Path saveKeyStore(Path folder) {
    return save(keyStore, folder.resolve("key.p12"));
  }

  private static Path save(KeyStore store, Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the store cannot be saved", e);
    }
  }

  private static void generate(Path file) throws IOException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "test",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=ip:127.0.0.1,dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            file.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(KEYTOOL_LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool made no key");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static SelfSigned from(KeyStore store) throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("test", store.getCertificate("test"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
    return new SelfSigned(server, trusting, store, trusted);
  }
}
