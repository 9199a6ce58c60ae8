package io.routeflow.micronaut.jdbc.delegate;

import java.sql.CallableStatement;
import java.sql.SQLException;
import java.sql.SQLType;

/**
 * Forwards the registration of out parameters.
 *
 * <p>A layer, cut for size; extend {@link ForwardingCallableStatement}.
 *
 * @since 0.1.0
 */
public abstract class ForwardingOutParameters extends ForwardingPreparedStatement
    implements CallableStatement {
  /** What every call goes to: the pool's or the driver's own object. */
  protected final CallableStatement callableTarget;

  ForwardingOutParameters(CallableStatement target) {
    super(target);
    this.callableTarget = target;
  }

  @Override
  public final void registerOutParameter(int parameterIndex, int sqlType) throws SQLException {
    callableTarget.registerOutParameter(parameterIndex, sqlType);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, int sqlType, int scale)
      throws SQLException {
    callableTarget.registerOutParameter(parameterIndex, sqlType, scale);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, int sqlType, String typeName)
      throws SQLException {
    callableTarget.registerOutParameter(parameterIndex, sqlType, typeName);
  }

  @Override
  public final void registerOutParameter(String parameterName, int sqlType) throws SQLException {
    callableTarget.registerOutParameter(parameterName, sqlType);
  }

  @Override
  public final void registerOutParameter(String parameterName, int sqlType, int scale)
      throws SQLException {
    callableTarget.registerOutParameter(parameterName, sqlType, scale);
  }

  @Override
  public final void registerOutParameter(String parameterName, int sqlType, String typeName)
      throws SQLException {
    callableTarget.registerOutParameter(parameterName, sqlType, typeName);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, SQLType sqlType) throws SQLException {
    callableTarget.registerOutParameter(parameterIndex, sqlType);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, SQLType sqlType, int scale)
      throws SQLException {
    callableTarget.registerOutParameter(parameterIndex, sqlType, scale);
  }

  @Override
  public final void registerOutParameter(int parameterIndex, SQLType sqlType, String typeName)
      throws SQLException {
    callableTarget.registerOutParameter(parameterIndex, sqlType, typeName);
  }

  @Override
  public final void registerOutParameter(String parameterName, SQLType sqlType)
      throws SQLException {
    callableTarget.registerOutParameter(parameterName, sqlType);
  }

  @Override
  public final void registerOutParameter(String parameterName, SQLType sqlType, int scale)
      throws SQLException {
    callableTarget.registerOutParameter(parameterName, sqlType, scale);
  }

  @Override
  public final void registerOutParameter(String parameterName, SQLType sqlType, String typeName)
      throws SQLException {
    callableTarget.registerOutParameter(parameterName, sqlType, typeName);
  }
}
