package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.exporter.internal.TlsConfigHelper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * PEM files for TLS; where none is named, the JVM's trust holds. Immutable.
 *
 * @param certificate certificates that are trusted, instead of those of the JVM
 * @param clientCertificate the chain by which the client proves itself
 * @param clientKey its private key, PKCS #8; where only one of the two is named, both are in it
 */
@Internal
public record TlsFiles(
    @Nullable String certificate, @Nullable String clientCertificate, @Nullable String clientKey) {

  /** Nothing but what the JVM has. */
  public static final TlsFiles NONE = new TlsFiles(null, null, null);

  private static final int MAX_BYTES = 1024 * 1024;
  private static final String PEM = "-----";
  private static final Pattern CERTIFICATE = block("CERTIFICATE");
  private static final Pattern PRIVATE_KEY = block("PRIVATE KEY");

  /** A file cannot be used. The message names the file and no content of it. */
  public static final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Has a client use them.
   *
   * @throws Unusable where a file cannot be read, or is none of its kind: TLS without it would
   *     trust others than the user named
   */
  void configure(OkHttpClient.Builder client) throws Unusable {
    String chain = clientCertificate == null ? clientKey : clientCertificate;
    if (certificate == null && chain == null) {
      return;
    }
    TlsConfigHelper tls = new TlsConfigHelper();
    if (certificate != null) {
      use(certificate, () -> tls.setTrustManagerFromCerts(read(certificate, CERTIFICATE)));
    }
    if (chain != null) {
      String key = clientKey == null ? chain : clientKey;
      use(
          chain,
          () -> tls.setKeyManagerFromCerts(read(key, PRIVATE_KEY), read(chain, CERTIFICATE)));
    }
    SSLContext context = tls.getSslContext();
    X509TrustManager trust = tls.getTrustManager();
    client.sslSocketFactory(
        Objects.requireNonNull(context).getSocketFactory(), trust == null ? ofTheJvm() : trust);
  }

  /** What is trusted where no certificates are named; the client needs it by name. */
  private static X509TrustManager ofTheJvm() throws Unusable {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init((KeyStore) null);
      for (TrustManager manager : trust.getTrustManagers()) {
        if (manager instanceof X509TrustManager found) {
          return found;
        }
      }
      throw new KeyStoreException("none for certificates");
    } catch (GeneralSecurityException e) {
      throw new Unusable("The certificates that the JVM trusts cannot be read", e);
    }
  }

  private interface Use {
    void run() throws IOException;
  }

  private static void use(String file, Use use) throws Unusable {
    try {
      use.run();
    } catch (IOException | RuntimeException e) {
      // the content in the place of the name would be a secret in the log
      String named = file.contains(PEM) ? "that is named by its content" : file;
      throw new Unusable("The file " + named + " cannot be used for TLS", e);
    }
  }

  /** The blocks of one kind, since a file may have a chain and its key. */
  private static byte[] read(String file, Pattern kind) throws IOException {
    String text;
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MAX_BYTES) {
        throw new IOException("too large");
      }
      text = Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (InvalidPathException e) {
      throw new IOException(e);
    }
    StringBuilder blocks = new StringBuilder();
    Matcher found = kind.matcher(text);
    while (found.find()) {
      blocks.append(found.group()).append('\n');
    }
    if (blocks.isEmpty()) {
      throw new IOException("nothing of its kind");
    }
    return blocks.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Pattern block(String kind) {
    return Pattern.compile("-----BEGIN " + kind + "-----[^-]*-----END " + kind + "-----");
  }
}
