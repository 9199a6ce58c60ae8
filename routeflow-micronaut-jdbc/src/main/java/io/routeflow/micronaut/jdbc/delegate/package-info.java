/**
 * Plain forwarding bases, one for each JDBC interface that hands connections and statements around:
 * every method goes to a target, default methods included, so that a subclass holds only what
 * differs. Without reflection and complete by test. The files are as long as the interfaces are.
 *
 * <pre>
 * ForwardingWrapper                   unwrap, equals, toString
 * ├ ForwardingDataSource
 * ├ ForwardingConnection
 * ├ ForwardingStatement
 * │ └ ForwardingPreparedStatement
 * │   └ ForwardingCallableStatement
 * ├ ForwardingDatabaseMetaData
 * └ ForwardingResultSet
 * ForwardingConnectionBuilder
 * </pre>
 *
 * <p>Methods are final unless they run SQL, change the life of the object or hand out another one:
 * in particular no subclass can look at a bind value or put work into the reading of a row.
 *
 * <p>The target is a final field of the subclass, which answers it by a method. So it is of the
 * type that the subclass needs, without a second field or a cast on each call; and no constructor
 * of a base stores a field. The virtual machine puts a fence behind the constructor of a class with
 * a final field; in a base it would stand before the fields of the subclass, and each of those
 * would cost a barrier of the garbage collector for every object made.
 *
 * <p>Not forwarded, because a {@code DataSource} bean does not lead there: {@code XADataSource},
 * {@code ConnectionPoolDataSource} and {@code RowSet}.
 *
 * <p>Nullness follows what the JDBC documentation allows; drivers may allow more.
 */
@NullMarked
package io.routeflow.micronaut.jdbc.delegate;

import org.jspecify.annotations.NullMarked;
