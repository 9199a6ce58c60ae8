package io.routeflow.micronaut.capture.http;

import io.micronaut.http.MutableHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** The headers of a response on its way out, whichever library they belong to. */
interface ResponseHeaders {

  /** The values of a header, none where it is not there. */
  List<String> all(String name);

  /** Adds a value. */
  void add(String name, String value);

  /** Removes a header with all its values. */
  void remove(String name);

  /** Removes one value and leaves the others. */
  default void remove(String name, String value) {
    List<String> others = new ArrayList<>(all(name));
    if (others.remove(value)) {
      remove(name);
      for (String other : others) {
        add(name, other);
      }
    }
  }

  /** Those of a response on the wire. */
  static ResponseHeaders of(HttpHeaders headers) {
    return new ResponseHeaders() {
      @Override
      public List<String> all(String name) {
        return headers.getAll(name);
      }

      @Override
      public void add(String name, String value) {
        headers.add(name, value);
      }

      @Override
      public void remove(String name) {
        headers.remove(name);
      }
    };
  }

  /** Those of a response of the framework. */
  static ResponseHeaders of(MutableHttpResponse<?> response) {
    return new ResponseHeaders() {
      @Override
      public List<String> all(String name) {
        return response.getHeaders().getAll(name);
      }

      @Override
      public void add(String name, String value) {
        response.getHeaders().add(name, value);
      }

      @Override
      public void remove(String name) {
        response.getHeaders().remove(name);
      }
    };
  }
}
