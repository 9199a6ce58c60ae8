package io.routeflow.micronaut.console.access;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the console: at this machine, a browser or program that has shown the code of the
 * application's log; at other machines, and only where the setting allows them, one that has shown
 * the token, or as Micronaut Security decides. And never a page of another site, through a browser
 * that has access.
 *
 * <p>Decides from what it is given alone. What is missing, double or not understood is refused.
 *
 * @param allowRemote whether other machines may use it at all
 * @param code what opens it at this machine
 * @param token what opens it everywhere, if one is configured
 * @param security whether Micronaut Security looks at the requests as well
 */
record AccessRules(
    boolean allowRemote, AccessSecret code, @Nullable AccessSecret token, boolean security) {

  /** Must be on each request that changes something; no form and no other site can send it. */
  static final String GUARD_HEADER = "x-routeflow-console";

  private static final String FETCH_SITE = "sec-fetch-site";
  private static final List<String> SAME_SITE_ONLY = List.of("same-origin", "none");

  /**
   * Decides about a request.
   *
   * @param limited whether its peer has offered too many wrong secrets of late: then its token is
   *     not looked at, while the code, which is too long to be guessed, still opens
   */
  AccessDecision decide(AccessRequest request, boolean limited) {
    Refusal refusal = refusalBeforeKeys(request);
    if (refusal != null) {
      return new AccessDecision.Refused(refusal);
    }
    boolean local = isLocal(request);
    AccessGrant grant = grant(request, local, limited);
    return grant == null
        ? new AccessDecision.Refused(refusalWithoutKey(request, local, limited))
        : new AccessDecision.Granted(grant);
  }

  /** What no code and no token opens. */
  private @Nullable Refusal refusalBeforeKeys(AccessRequest request) {
    if (request.method().equals("OPTIONS")) {
      return Refusal.OTHER_SITE;
    }
    if (request.peer() == null || (!allowRemote && !isFromThisMachine(request))) {
      return Refusal.OTHER_MACHINE;
    }
    String host = request.single("host");
    if (allowRemote ? !HostHeader.isValid(host) : !HostHeader.isLoopback(host)) {
      return Refusal.OTHER_HOST;
    }
    if (!isFromSameOrigin(request, host)) {
      return Refusal.OTHER_SITE;
    }
    return request.changesSomething() && !"1".equals(request.single(GUARD_HEADER))
        ? Refusal.GUARD_MISSING
        : null;
  }

  private @Nullable AccessGrant grant(AccessRequest request, boolean local, boolean limited) {
    if (local && (code.isProvedBy(request) || code.isOfferedBy(request))) {
      return AccessGrant.CODE;
    }
    if (token != null && (token.isProvedBy(request) || (!limited && token.isOfferedBy(request)))) {
      return AccessGrant.TOKEN;
    }
    return allowRemote && security && !limited ? AccessGrant.LEFT_TO_SECURITY : null;
  }

  /**
   * Whether a request has offered a token in vain, although it is granted: what is left to
   * Micronaut Security must not be a way of guessing the token.
   */
  boolean isWrongToken(AccessRequest request, AccessGrant grant) {
    return grant == AccessGrant.LEFT_TO_SECURITY && token != null && request.offersSecret();
  }

  private Refusal refusalWithoutKey(AccessRequest request, boolean local, boolean limited) {
    if (!local && token == null) {
      return Refusal.NO_KEY;
    }
    if (request.offersSecret()) {
      Refusal wrong = local ? Refusal.WRONG_SECRET : Refusal.WRONG_TOKEN;
      return limited ? Refusal.TOO_MANY_ATTEMPTS : wrong;
    }
    if (!local) {
      // the log of the new run has nothing that opens from there, whatever cookie is left
      return Refusal.TOKEN_REQUIRED;
    }
    return request.cookies().isEmpty() ? Refusal.CODE_REQUIRED : Refusal.SESSION_EXPIRED;
  }

  /**
   * Necessary for the code, but no proof: a proxy on this machine that adds no header looks the
   * same.
   */
  private static boolean isLocal(AccessRequest request) {
    return isFromThisMachine(request) && HostHeader.isLoopback(request.single("host"));
  }

  private static boolean isFromThisMachine(AccessRequest request) {
    return request.peer() != null
        && request.peer().isLoopbackAddress()
        && !ProxyHeaders.isForwarded(request);
  }

  /**
   * Browsers name where a request comes from; older ones by its origin alone. The page itself may
   * be opened from anywhere, as a link in an issue or a log viewer does: its data are asked for by
   * the page.
   */
  private static boolean isFromSameOrigin(AccessRequest request, @Nullable String host) {
    List<String> sites = request.header(FETCH_SITE);
    boolean sameSite =
        sites.isEmpty() || (sites.size() == 1 && SAME_SITE_ONLY.contains(sites.get(0)));
    if (!sameSite && !(sites.size() == 1 && request.page() && request.isTopLevelNavigation())) {
      return false;
    }
    List<String> origins = request.header("origin");
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
}
