package io.routeflow.micronaut.export.http;

import io.micronaut.http.ssl.AbstractClientSslConfiguration;
import io.micronaut.http.ssl.SslConfiguration;
import java.time.Duration;

/**
 * TLS as it is configured for the service or for all clients, but always enabled: an {@code https}
 * endpoint cannot be reached otherwise, and Micronaut takes an {@code ssl} block of a service
 * without {@code enabled} as disabled.
 */
final class DeliveryTls extends AbstractClientSslConfiguration {

  /**
   * A copy.
   *
   * @param limit longest time of a handshake
   */
  DeliveryTls(SslConfiguration base, Duration limit) {
    readExisting(base, base.getKey(), base.getKeyStore(), base.getTrustStore());
    setKeyName(base.getKeyName());
    setTrustName(base.getTrustName());
    if (base instanceof AbstractClientSslConfiguration client) {
      setInsecureTrustAllCertificates(client.isInsecureTrustAllCertificates());
    }
    if (getHandshakeTimeout().compareTo(limit) > 0) {
      setHandshakeTimeout(limit);
    }
    setEnabled(true);
  }
}
