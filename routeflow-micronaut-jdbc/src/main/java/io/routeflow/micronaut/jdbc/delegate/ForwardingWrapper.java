package io.routeflow.micronaut.jdbc.delegate;

import io.micronaut.core.annotation.Internal;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * What all forwarding bases share: how they are unwrapped, compared and printed.
 *
 * <p>Not to be extended outside this package. Immutable; as thread-safe as the target.
 *
 * @since 0.1.0
 */
@Internal
public abstract class ForwardingWrapper implements Wrapper {
  ForwardingWrapper() {}

  /**
   * What every call goes to: the pool's or the driver's own object, the same as long as this lives.
   * A subclass answers it from a final field of its own, which is of the type that it needs.
   *
   * @return the target
   */
  protected abstract Wrapper target();

  /**
   * What the target finds, as without this wrapper; where that is the target itself, and this
   * wrapper is of the type as well, this wrapper. A class of a wrapper finds that, and a type that
   * only the target is of finds the target, whatever it says of itself. So wrapper, pool and driver
   * are all within reach.
   *
   * @throws SQLException if the target has no such object
   */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public final <T> T unwrap(Class<T> type) throws SQLException {
    Wrapper target = target();
    // What to say to null is the target's business, as it would be without this wrapper.
    if (type == null) {
      return target.unwrap(type);
    }
    if (isWrapper(type)) {
      return type.cast(this);
    }
    if (isTargetOnly(type, target)) {
      return type.cast(target);
    }
    T found = target.unwrap(type);
    return found == target && type.isInstance(this) ? type.cast(this) : found;
  }

  /**
   * Whether {@link #unwrap(Class)} finds an object of the asked type.
   *
   * @throws SQLException if the target fails to answer
   */
  @Override
  public final boolean isWrapperFor(Class<?> type) throws SQLException {
    Wrapper target = target();
    if (type == null) {
      return target.isWrapperFor(type);
    }
    return isWrapper(type) || isTargetOnly(type, target) || target.isWrapperFor(type);
  }

  private boolean isWrapper(Class<?> type) {
    return ForwardingWrapper.class.isAssignableFrom(type) && type.isInstance(this);
  }

  private boolean isTargetOnly(Class<?> type, Wrapper target) {
    return type.isInstance(target) && !type.isInstance(this);
  }

  /**
   * Equal is another wrapper of the very same target. The target's own {@code equals} is not asked:
   * those of some pools throw when they meet an object of another kind.
   */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public final boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ForwardingWrapper wrapper && target() == wrapper.target());
  }

  /** The identity of the target, to go with {@link #equals(Object)}. */
  @Override
  public final int hashCode() {
    return System.identityHashCode(target());
  }

  /**
   * The class of this wrapper and, in brackets, what the target says of itself. Some drivers print
   * SQL with its bind values, so this text is for the application only. Never throws.
   */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + '[' + describe(target()) + ']';
  }

  static String describe(Object target) {
    try {
      return String.valueOf(target);
    } catch (RuntimeException | Error e) {
      // Printing is no reason to fail: a closed or half-built target may well throw here.
      return target.getClass().getName();
    }
  }
}
