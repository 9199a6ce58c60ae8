package io.routeflow.micronaut.policy.masking;

import org.jspecify.annotations.Nullable;

/**
 * What the names of members mean for their values, remembered: documents use the same few names
 * over and over. A fixed number of slots, and a new name takes the slot of an older one, so that
 * hostile names cost time but no room. Safe for concurrent use: what a slot holds is immutable, and
 * a slot that another thread has overwritten is only a decision made again.
 */
final class NameDecisions {

  private static final int SLOTS = 512;

  private final @Nullable NameDecision[] slots = new NameDecision[SLOTS];
  private final MaskedNames names;
  private final PathAutomaton automaton;

  /**
   * What one name means.
   *
   * @param masked whether the value is masked
   * @param patch what the member is to a patch
   * @param leadingOn the states of redaction paths that lead on to the value
   */
  @SuppressWarnings("ArrayRecordComponent") // an identity, never compared or printed
  record NameDecision(String name, boolean masked, PatchValues.Member patch, long[] leadingOn) {}

  NameDecisions(MaskedNames names, PathAutomaton automaton) {
    this.names = names;
    this.automaton = automaton;
  }

  NameDecision of(String name) {
    int hash = name.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    NameDecision known = slots[slot];
    if (known != null && known.name().equals(name)) {
      return known;
    }
    NameDecision decision =
        new NameDecision(
            name, isMasked(name), PatchValues.Member.of(name), automaton.leadingOn(name));
    slots[slot] = decision;
    return decision;
  }

  /** A form's name is found whether it is escaped once, as it must be, or more often. */
  private boolean isMasked(String name) {
    if (names.contains(name)) {
      return true;
    }
    String decoded = EscapedName.decode(name, 0, name.length());
    return decoded != null && names.contains(decoded);
  }
}
