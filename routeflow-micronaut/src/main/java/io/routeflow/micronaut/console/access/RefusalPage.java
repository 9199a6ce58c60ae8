package io.routeflow.micronaut.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * What a browser shows in place of the console's page: how to get in. It runs nothing and loads
 * nothing, and holds nothing but the refusal's own texts.
 */
final class RefusalPage {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
      main{max-width:38rem;margin:15vh auto 0;padding:0 1.25rem}
      h1{font-size:1.25rem}
      small{opacity:.75}\
      """;

  /** Allows the style above by its hash, and nothing else. */
  static final String POLICY =
      "default-src 'none'; style-src '"
          + hashOf(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Routeflow console</title>
      <style>%s</style>
      <main>
      <h1>Routeflow console</h1>
      <p>%s</p>
      <p><small>%s</small></p>
      </main>
      </html>
      """;

  private RefusalPage() {}

  /** The page as UTF-8. */
  static byte[] of(Refusal refusal) {
    return PAGE.formatted(STYLE, text(refusal.message()), text(refusal.explanation()))
        .getBytes(UTF_8);
  }

  private static String text(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String hashOf(String style) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      // every Java platform has it
      throw new IllegalStateException(e);
    }
  }
}
