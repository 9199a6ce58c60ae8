package io.routeflow.micronaut.console.page;

import io.routeflow.micronaut.diagnostics.SafeLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** The files of the page, read once. No other file can be asked for: the names are listed here. */
final class PageFiles {

  static final String INDEX = "index.html";

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.console"));
  private static final String FOLDER = "/routeflow/console/";
  private static final int TAG_BYTES = 12;
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final String IMAGE = "image/svg+xml; charset=utf-8";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry(INDEX, "text/html; charset=utf-8"),
          Map.entry("console.css", STYLE),
          Map.entry("views.css", STYLE),
          Map.entry("icon.svg", IMAGE),
          Map.entry("icon-unseen.svg", IMAGE),
          Map.entry("vendor.js", SCRIPT),
          Map.entry("page.js", SCRIPT),
          Map.entry("live.js", SCRIPT),
          Map.entry("text.js", SCRIPT),
          Map.entry("chart.js", SCRIPT),
          Map.entry("request.js", SCRIPT),
          Map.entry("tables.js", SCRIPT),
          Map.entry("map.js", SCRIPT),
          Map.entry("compare.js", SCRIPT));

  /** The scripts that the first row waits for, each as small as it can be. */
  static final Set<String> FIRST = Set.of("page.js", "live.js", "text.js");

  private final Map<String, PageFile> files = new LinkedHashMap<>();

  PageFiles() {
    TYPES.forEach(
        (name, type) -> read(name).ifPresent(content -> files.put(name, file(type, content))));
    if (!files.containsKey(INDEX)) {
      LOG.warn("The console's page is not on the class path");
    }
  }

  /** The file of that name, if it is one of the page's. */
  Optional<PageFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private static PageFile file(String type, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String tag =
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
      // weak, since the server may pack the content on the way
      return new PageFile(type, content, "W/\"" + tag + "\"");
    } catch (GeneralSecurityException e) {
      // every Java platform has it
      throw new IllegalStateException(e);
    }
  }

  private static Optional<byte[]> read(String name) {
    try (InputStream stream = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      return stream == null ? Optional.empty() : Optional.of(served(name, stream.readAllBytes()));
    } catch (IOException e) {
      LOG.warn("The console's file {} cannot be read", name);
      return Optional.empty();
    }
  }

  private static byte[] served(String name, byte[] content) {
    if (!FIRST.contains(name)) {
      return content;
    }
    String script = new String(content, StandardCharsets.UTF_8);
    return ScriptComments.removeFrom(script).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A file of the page. The content is shared and never written to.
   *
   * @param type its media type
   * @param content its bytes
   * @param tag its entity tag, quoted
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record PageFile(String type, byte[] content, String tag) {

    /** Whether a browser that sends this header has the content already. */
    boolean isKnownBy(String ifNoneMatch) {
      return Arrays.stream(ifNoneMatch.split(",", -1))
          .map(String::strip)
          .anyMatch(other -> other.equals("*") || other.equals(tag));
    }
  }
}
