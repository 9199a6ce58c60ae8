package suite.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A source of Java, compiled with the class path of the tests. */
public final class Compilation {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private Compilation() {}

  /**
   * Compiles it, without processors.
   *
   * @param classes where what comes of it is put
   * @return the errors
   */
  public static List<String> errors(String source, Path classes) {
    return errors(source, classes, "-proc:none");
  }

  /**
   * Compiles it with the processors of the class path: Micronaut's, which make beans of its
   * classes.
   *
   * @param classes where what comes of it is put
   * @return the errors
   */
  public static List<String> errorsOfBeans(String source, Path classes) {
    return errors(source, classes, "-processorpath", CLASS_PATH);
  }

  private static List<String> errors(String source, Path classes, String... processors) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
      List<String> options =
          Stream.concat(
                  Stream.of("-d", classes.toString(), "-cp", CLASS_PATH), Stream.of(processors))
              .toList();
      compiler.getTask(null, files, problems, options, null, List.of(new Source(source))).call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(problem -> problem.getMessage(Locale.ROOT))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Block.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
