package suite.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What "Copy as test" copies is a test that compiles, whatever the request looked like. */
@InChromium
final class CopiedTestTest {

  private final Browser browser;
  private final ScriptedConsole console = ScriptedConsole.start(Rows.shop());
  private final Path classes;

  CopiedTestTest(Browser browser, @TempDir Path classes) {
    this.browser = browser;
    this.classes = classes;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void theTestOfARequestWithStatementsCompilesAndBoundsTheirNumber() throws IOException {
    String test = copied(Rows.id(2));
    assertThat(test).contains("HttpRequest.GET(\"/orders\")", "events.statements() <= 24");
    assertThat(problems(test)).isEmpty();
  }

  @Test
  void theTestOfARequestWithABodyAndPlaceholdersInItsPathCompilesAndSaysWhatToFillIn()
      throws IOException {
    Map<String, Object> row = Rows.row(5, "PUT", "/orders/{id}", "/page");
    row.put("handler", "1 no name");
    Map<String, Object> whole = Rows.whole(row);
    var event = new LinkedHashMap<String, Object>(row);
    event.put(
        "request", Map.of("body", Map.of("text", "a \"quote\", a \\u0022 and a \\ at the end \\")));
    whole.put("event", event);
    console.arriveUntold(row);
    console.script("requests/" + Rows.id(5), whole);
    String test = copied(Rows.id(5));
    assertThat(test)
        .contains("fill in what stands in braces", "HttpRequest.PUT(\"/orders/{id}\", ");
    assertThat(problems(test)).isEmpty();
  }

  @Test
  void theTestOfARequestWithoutACapturedBodyCompilesAndExpectsItsRedirect() throws IOException {
    Map<String, Object> row = Rows.row(5, "POST", "/orders", "/page");
    row.put("status_code", 303);
    console.arriveUntold(row);
    String test = copied(Rows.id(5));
    assertThat(test)
        .contains("// fill in its body, which is not captured")
        .contains("assertEquals(303, status)", "http.client.follow-redirects\", value = \"false\"");
    assertThat(problems(test)).isEmpty();
  }

  @Test
  void theTestOfAFormCompilesAndSaysWhatIsMasked() throws IOException {
    Map<String, Object> row = Rows.row(5, "POST", "/orders", "/page");
    Map<String, Object> whole = Rows.whole(row);
    var event = new LinkedHashMap<String, Object>(row);
    var fields = Map.of("name", "a \"b\" [MASKED]", "tag", List.of("x", "y"));
    var type = "application/x-www-form-urlencoded";
    event.put("request", Map.of("content_type", type, "body", fields));
    whole.put("event", event);
    console.arriveUntold(row);
    console.script("requests/" + Rows.id(5), whole);
    String test = copied(Rows.id(5));
    assertThat(test)
        .contains("// fill in what is masked", ".contentType(\"" + type + "\")", "(\"x\", \"y\")");
    assertThat(problems(test)).isEmpty();
    browser.click(".actions button:first-of-type");
    browser.waitForText(".actions [role=status]", "fill in what is masked in its body");
    assertThat(browser.run("return copied").toString()).contains(type, "tag=x&tag=y");
  }

  private String copied(String id) {
    return CopyButtons.test(browser, console.url("?id=" + id));
  }

  private String problems(String source) throws IOException {
    String name = source.replaceAll("(?s).*\\nclass (\\w+) .*", "$1");
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("memory:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var output = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      boolean compiled = compiler.getTask(output, files, null, options, null, List.of(file)).call();
      return compiled ? "" : output.toString() + source;
    }
  }
}
