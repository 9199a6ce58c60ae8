package suite.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import suite.tls.SelfSignedKey;

/**
 * A certificate for 127.0.0.1 that is trusted by those only that are given it.
 *
 * @param server for the endpoint
 * @param trusting for a client that does trust it
 * @param keyStore the certificate and its key, with {@link #PASSWORD}
 * @param trustStore the certificate alone
 */
public record SelfSigned(
    SSLContext server, SSLContext trusting, KeyStore keyStore, KeyStore trustStore) {
  public static final String PASSWORD = SelfSignedKey.PASSWORD;

  public static SelfSigned create() {
    try {
      Path folder = Files.createTempDirectory("self-signed");
      Path file = folder.resolve("key.p12");
      try {
        return from(SelfSignedKey.EC.create(file));
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

  private static SelfSigned from(KeyStore store) throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext server = SSLContext.getInstance("TLS");
    server.init(keys.getKeyManagers(), null, null);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(SelfSignedKey.ALIAS, store.getCertificate(SelfSignedKey.ALIAS));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
    return new SelfSigned(server, trusting, store, trusted);
  }
}
