package io.routeflow.micronaut.console;

import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the console: people at this machine; others only where the setting lets them, and
 * then with the token, or as Micronaut Security decides. And never a page of another site, through
 * the browser of somebody who may.
 *
 * <p>Decides from what it is given alone. What is missing, double or not understood is refused.
 *
 * @param allowRemote whether other machines may see it at all
 * @param token what they need, if one is set
 * @param security whether Micronaut Security looks at the requests as well
 */
record AccessRules(boolean allowRemote, @Nullable TokenCheck token, boolean security) {

  /** Must be on each request that changes something; no form and no other site can send it. */
  static final String GUARD_HEADER = "x-routeflow-console";

  private static final String FETCH_SITE = "sec-fetch-site";
  private static final List<String> SAME_SITE_ONLY = List.of("same-origin", "none");
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** The rules that the settings ask for. */
  static AccessRules of(RouteflowConfiguration.Console settings, boolean security) {
    return new AccessRules(
        settings.allowRemote(), settings.token().map(TokenCheck::of).orElse(null), security);
  }

  /** What is to become of a request. */
  Verdict judge(Visit visit) {
    if (visit.method().equals("OPTIONS")) {
      return refused("Other origins have no access");
    }
    if (visit.peer() == null) {
      return refused("The console answers internet addresses only");
    }
    boolean local = visit.peer().isLoopbackAddress() && !Proxies.passedOn(visit);
    if (!local && !allowRemote) {
      return refused("The console answers this machine only; see routeflow.console.allow-remote");
    }
    String host = visit.single("host");
    if (local ? !HostHeader.isLoopback(host) : !HostHeader.isValid(host)) {
      return refused("The console does not answer to this host name; open it as localhost");
    }
    if (!isSameOrigin(visit, host)) {
      return refused("The console cannot be used from another site; open its address in a new tab");
    }
    if (changesSomething(visit) && !"1".equals(visit.single(GUARD_HEADER))) {
      return refused("The header X-Routeflow-Console is missing");
    }
    return local ? new Verdict.Admitted(Admission.LOCAL) : judgeRemote(visit);
  }

  private Verdict judgeRemote(Visit visit) {
    if (token != null && token.accepts(visit)) {
      return new Verdict.Admitted(Admission.TOKEN);
    }
    if (security) {
      return new Verdict.Admitted(Admission.LEFT_TO_SECURITY);
    }
    return token == null
        ? refused("Other machines need routeflow.console.token, or Micronaut Security")
        : new Verdict.Refused(
            UNAUTHORIZED,
            "Open /routeflow-console/?token=… with the value of routeflow.console.token");
  }

  /** Browsers tell where a request comes from; older ones by its origin alone. */
  private static boolean isSameOrigin(Visit visit, @Nullable String host) {
    List<String> sites = visit.header(FETCH_SITE);
    if (!sites.isEmpty() && !(sites.size() == 1 && SAME_SITE_ONLY.contains(sites.get(0)))) {
      return false;
    }
    List<String> origins = visit.header("origin");
    return origins.isEmpty() || (origins.size() == 1 && isOriginOf(origins.get(0), host));
  }

  private static boolean isOriginOf(String origin, @Nullable String host) {
    int scheme = origin.indexOf("://");
    return host != null
        && scheme > 0
        && origin
            .substring(scheme + "://".length())
            .toLowerCase(Locale.ROOT)
            .equals(host.toLowerCase(Locale.ROOT));
  }

  private static boolean changesSomething(Visit visit) {
    return !visit.method().equals("GET") && !visit.method().equals("HEAD");
  }

  private static Verdict refused(String message) {
    return new Verdict.Refused(FORBIDDEN, message);
  }
}
