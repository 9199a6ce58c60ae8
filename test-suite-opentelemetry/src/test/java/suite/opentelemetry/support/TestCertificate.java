package suite.opentelemetry.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import suite.tls.SelfSignedKey;

/**
 * A self-signed certificate for 127.0.0.1, as PEM files.
 *
 * @param certificate its file
 * @param key the file of its private key, PKCS #8
 * @param both the file of both
 * @param store both in one PKCS12 store, with {@link #PASSWORD}
 */
public record TestCertificate(Path certificate, Path key, Path both, Path store) {

  public static final String PASSWORD = SelfSignedKey.PASSWORD;

  public static TestCertificate create(Path folder, String name) {
    try {
      Path store = folder.resolve(name + ".p12");
      KeyStore loaded = SelfSignedKey.RSA.create(store);
      Key key = loaded.getKey(SelfSignedKey.ALIAS, PASSWORD.toCharArray());
      String certificate =
          pem("CERTIFICATE", loaded.getCertificate(SelfSignedKey.ALIAS).getEncoded());
      String secret = pem("PRIVATE KEY", key.getEncoded());
      return new TestCertificate(
          Files.writeString(folder.resolve(name + ".pem"), certificate),
          Files.writeString(folder.resolve(name + ".key"), secret),
          Files.writeString(folder.resolve(name + "-both.pem"), secret + certificate),
          store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate", e);
    }
  }

  /** A server's context with this certificate, which trusts another one of clients. */
  public SSLContext trusting(TestCertificate client) {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(SelfSignedKey.load(store), PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      KeyStore clients = SelfSignedKey.load(client.store);
      trusted.setCertificateEntry("client", clients.getCertificate(SelfSignedKey.ALIAS));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no context", e);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(content)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
