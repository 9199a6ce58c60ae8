package suite.console.browser;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of the page, as they are in the jar. */
final class PageFiles {

  static final List<String> NAMES =
      List.of(
          "index.html",
          "console.css",
          "views.css",
          "icon.svg",
          "icon-unseen.svg",
          "vendor.js",
          "page.js",
          "live.js",
          "text.js",
          "chart.js",
          "request.js",
          "tables.js",
          "map.js",
          "compare.js");

  /** Those that the project has written itself. */
  static final List<String> MODULES =
      NAMES.stream().filter(name -> name.endsWith(".js") && !name.equals("vendor.js")).toList();

  private PageFiles() {}

  static byte[] read(String name) throws IOException {
    try (InputStream content = PageFiles.class.getResourceAsStream("/routeflow/console/" + name)) {
      if (content == null || !NAMES.contains(name)) {
        throw new FileNotFoundException(name);
      }
      return content.readAllBytes();
    }
  }

  static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml; charset=utf-8";
      default -> "text/javascript; charset=utf-8";
    };
  }
}
