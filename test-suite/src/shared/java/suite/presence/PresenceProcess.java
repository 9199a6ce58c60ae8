package suite.presence;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.reflect.ClassUtils;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.server.EmbeddedServer;
import io.routeflow.micronaut.Routeflow;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EventListener;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An application that serves a request and prints what it consists of. */
final class PresenceProcess {

  static final String FACT = "has ";

  private static final Set<Class<?>> NOT_ASKED_FOR =
      Set.of(Object.class, Record.class, AutoCloseable.class, Closeable.class, EventListener.class);

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private PresenceProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ApplicationContext context =
        Micronaut.build(arguments)
            .banner(false)
            .properties(Map.of("micronaut.server.host", "127.0.0.1", "micronaut.server.port", -1))
            .start();
    URI address = context.getBean(EmbeddedServer.class).getURI().resolve("/none");
    HttpResponse<Void> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
    boolean flushed = context.getBean(Routeflow.class).flush(Duration.ofSeconds(10));

    Set<String> facts = new TreeSet<>();
    facts.add("answered " + response.statusCode() + ", flushed " + flushed);
    for (BeanDefinition<?> definition : context.getAllBeanDefinitions()) {
      if (!definition.getName().startsWith("io.routeflow.")) {
        facts.add("bean " + definition.getName());
      } else {
        facts.addAll(types(definition));
      }
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      facts.add("thread " + thread.getName().replaceAll("[0-9]+", "#"));
    }
    facts.add("sockets " + sockets());
    facts.forEach(fact -> System.out.println(FACT + fact));
    System.exit(0);
  }

  /** Types of the platform that the application may ask for, and would get a bean of ours. */
  private static Set<String> types(BeanDefinition<?> definition) {
    Set<String> types = new TreeSet<>();
    for (Class<?> type : ClassUtils.resolveHierarchy(definition.getBeanType())) {
      if (type.getName().startsWith("java.") && !NOT_ASKED_FOR.contains(type)) {
        types.add("type " + type.getName() + " of " + definition.getName());
      }
    }
    return types;
  }

  /** Where the system shows them. */
  private static long sockets() throws IOException {
    if (!Files.isDirectory(OPEN_FILES)) {
      return 0;
    }
    long count = 0;
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      for (Path file : files.toList()) {
        count += isSocket(file) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
