package suite.tracing.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * What the export of traces over OTLP costs a request at full load: bytes allocated by all threads
 * and processor time of the whole process, of the bare application, of this module and of
 * micronaut-tracing with its own exporter, in turns; and how much of it arrives.
 */
public final class ExportCost {

  private static final List<String> KINDS = List.of("plain", "routeflow", "tracing");
  private static final Pattern TRACING =
      Pattern.compile(".*/(micronaut-tracing-|opentelemetry-(?!proto)).*[.]jar");
  private static final Pattern ROUTEFLOW = Pattern.compile(".*/routeflow-micronaut.*");
  private static final Pattern OWN_TRACING = Pattern.compile(".*/micronaut-tracing-.*[.]jar");
  private static final List<String> PATHS = List.of("/hello/world", "/orders");
  private static final byte[] STATUS = "HTTP/1.1 200 OK".getBytes(StandardCharsets.US_ASCII);
  private static final String REQUEST =
      "GET %s HTTP/1.1\r\nhost: localhost\r\naccept: text/plain\r\n\r\n";
  private static final int CONNECTIONS = 8;
  private static final Times FULL = new Times(15_000, 10_000, 10_000);
  private static final Times BRIEF = new Times(300, 300, 1_000);

  /** How long each part takes, in milliseconds. */
  private record Times(int warmUp, int measured, int delivery) {}

  private ExportCost() {}

  /** How many rounds, and perhaps {@code brief}: whether it works, and no figure. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[0]);
    Times times = arguments.length > 1 ? BRIEF : FULL;
    System.out.printf(
        "%-14s %-10s %12s %10s %10s %14s%n", "", "", "requests/s", "B", "CPU us", "spans/request");
    for (int round = 0; round < rounds; round++) {
      for (String path : PATHS) {
        for (String kind : KINDS) {
          try (SpanSink sink = new SpanSink()) {
            measure(path, kind, sink, times);
          }
        }
      }
    }
  }

  private static void measure(String path, String kind, SpanSink sink, Times times)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(kind),
                MeasuredProcess.class.getName(),
                kind,
                sink.url())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream commands = process.getOutputStream()) {
      int port = Integer.parseInt(numbers(answers));
      long all = load(port, path, times.warmUp());
      String[] before = mark(commands, answers);
      long requests = load(port, path, times.measured());
      String[] after = mark(commands, answers);
      all += requests;
      Thread.sleep(times.delivery());
      System.out.printf(
          "%-14s %-10s %12d %10d %10.2f %14.3f%n",
          path,
          kind,
          requests * 1000 / times.measured(),
          (Long.parseLong(after[1]) - Long.parseLong(before[1])) / requests,
          (Long.parseLong(after[0]) - Long.parseLong(before[0])) / 1e3 / requests,
          (double) sink.spans() / all);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String[] mark(OutputStream commands, BufferedReader answers) throws IOException {
    commands.write('\n');
    commands.flush();
    return numbers(answers).split(" ", -1);
  }

  /** The next line that is no log line. */
  private static String numbers(BufferedReader answers) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.matches("[0-9]+( [0-9]+)?")) {
        return line;
      }
    }
    throw new IOException("The application has ended");
  }

  private static String classPath(String kind) {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      boolean kept =
          switch (kind) {
            case "plain" ->
                !TRACING.matcher(entry).matches() && !ROUTEFLOW.matcher(entry).matches();
            case "routeflow" -> !OWN_TRACING.matcher(entry).matches();
            default -> !ROUTEFLOW.matcher(entry).matches();
          };
      if (kept) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  /** Asks over a few connections as fast as answers come, and returns how many came. */
  private static long load(int port, String path, int millis) throws InterruptedException {
    byte[] request = REQUEST.formatted(path).getBytes(StandardCharsets.US_ASCII);
    AtomicLong answered = new AtomicLong();
    AtomicBoolean ended = new AtomicBoolean();
    List<CompletableFuture<?>> clients = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      clients.add(CompletableFuture.runAsync(() -> ask(port, request, answered, ended), threads));
    }
    Thread.sleep(millis);
    ended.set(true);
    threads.shutdown();
    clients.forEach(CompletableFuture::join);
    return answered.get();
  }

  private static void ask(int port, byte[] request, AtomicLong answered, AtomicBoolean ended) {
    byte[] buffer = new byte[8192];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      while (!ended.get()) {
        out.write(request);
        int length = 0;
        while (!endsWithBody(buffer, length)) {
          int read = in.read(buffer, length, buffer.length - length);
          if (read < 0) {
            throw new IOException("The server has closed the connection");
          }
          length += read;
          if (length > STATUS.length
              && !Arrays.equals(buffer, 0, STATUS.length, STATUS, 0, STATUS.length)) {
            throw new IOException("Another answer than the expected one");
          }
        }
        answered.incrementAndGet();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean endsWithBody(byte[] buffer, int length) {
    return length > 9
        && buffer[length - 1] == 'd'
        && buffer[length - 5] == 'w'
        && buffer[length - 6] == '\n'
        && buffer[length - 8] == '\n';
  }
}
