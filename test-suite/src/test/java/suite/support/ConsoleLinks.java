package suite.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * The links to the console that the applications of this process have logged, as a person at the
 * machine reads them. Also where the level of the test's log hides the line.
 */
public final class ConsoleLinks extends TurboFilter {
  private static final Map<Integer, Link> BY_PORT = new ConcurrentHashMap<>();

  private ConsoleLinks() {}

  /** Begins to read the log. Done by {@link TestApplication} before each start. */
  public static synchronized void read() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    if (context.getTurboFilterList().stream().noneMatch(ConsoleLinks.class::isInstance)) {
      context.addTurboFilter(new ConsoleLinks());
    }
  }

  /** The link of the application that was the last to start on this port. */
  public static Link of(int port) {
    return find(port)
        .orElseThrow(() -> new AssertionError("no console has logged its link for port " + port));
  }

  /** The same, where there is one. */
  public static Optional<Link> find(int port) {
    return Optional.ofNullable(BY_PORT.get(port));
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    if (format != null && format.startsWith("Console: ") && arguments != null) {
      Link.in(MessageFormatter.arrayFormat(format, arguments).getMessage())
          .ifPresent(link -> BY_PORT.put(link.port(), link));
    }
    return FilterReply.NEUTRAL;
  }

  /**
   * A link.
   *
   * @param address whole, as a browser opens it
   * @param path of the page, with its slash
   */
  public record Link(String address, int port, String path, String code) {
    private static final Pattern LINE =
        Pattern.compile("Console: (https?://localhost:(\\d+)(/\\S*/)\\?code=([\\w-]+))");

    /** The link in a line of a log, if there is one. */
    public static Optional<Link> in(String line) {
      Matcher matcher = LINE.matcher(line);
      return matcher.find()
          ? Optional.of(
              new Link(
                  matcher.group(1),
                  Integer.parseInt(matcher.group(2)),
                  matcher.group(3),
                  matcher.group(4)))
          : Optional.empty();
    }

    /** The header line with the code, as a program at this machine sends it. */
    public String header() {
      return "X-Routeflow-Console-Token: " + code;
    }
  }
}
