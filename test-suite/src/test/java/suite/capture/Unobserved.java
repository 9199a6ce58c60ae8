package suite.capture;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.routeflow.micronaut.RouteflowIgnore;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The ways in which an application says that a request is nobody's business. */
final class Unobserved {

  private Unobserved() {}

  /** An annotation of the application's own. */
  @RouteflowIgnore
  @Retention(RetentionPolicy.RUNTIME)
  @interface Quiet {}

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @RouteflowIgnore
  @Controller("/ignored/class")
  static class ByClass {
    @Get
    String get() {
      return "x";
    }

    @Get("/{id}")
    String show(String id) {
      throw new IllegalStateException(id);
    }

    @Post("/json")
    String post(@Body String body) {
      return "x";
    }
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Controller("/ignored")
  static class ByMethod {
    @RouteflowIgnore
    @Get("/method")
    String ignored() {
      return "x";
    }

    @Quiet
    @Get("/stereotype")
    String quiet() {
      return "x";
    }

    @Get("/not")
    String observed() {
      return "x";
    }

    @RouteflowIgnore
    @Get("/mixed")
    String half() {
      return "x";
    }

    @Post("/mixed")
    String otherHalf() {
      return "x";
    }
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Quiet
  @Controller("/ignored/stereotyped")
  static class ByStereotype {
    @Get
    String get() {
      return "x";
    }
  }

  /** Ignores one of its methods. */
  interface Partly {
    @RouteflowIgnore
    @Get("/ignored")
    String ignored();

    @Get("/not")
    String observed();
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Controller("/ignored/partly")
  static class ByInterfaceMethod implements Partly {
    @Override
    public String ignored() {
      return "x";
    }

    @Override
    public String observed() {
      return "x";
    }
  }

  /** Ignores all. */
  @RouteflowIgnore
  interface Wholly {
    @Get
    String get();
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Controller("/ignored/wholly")
  static class ByInterface implements Wholly {
    @Override
    public String get() {
      return "x";
    }
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Controller("/healthy")
  static class Healthy {
    @Get
    String get() {
      return "x";
    }
  }
}
