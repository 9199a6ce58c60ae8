/**
 * Plain forwarding bases for the JDBC types that hand connections and statements around: every
 * method goes to a target, default methods included, so that a subclass holds only what differs.
 * Without reflection and complete by test.
 *
 * <p>To be extended: {@link io.routeflow.micronaut.jdbc.delegate.ForwardingDataSource}, {@link
 * io.routeflow.micronaut.jdbc.delegate.ForwardingConnectionBuilder}, {@link
 * io.routeflow.micronaut.jdbc.delegate.ForwardingConnection}, {@link
 * io.routeflow.micronaut.jdbc.delegate.ForwardingStatement}, {@link
 * io.routeflow.micronaut.jdbc.delegate.ForwardingPreparedStatement}, {@link
 * io.routeflow.micronaut.jdbc.delegate.ForwardingCallableStatement}, {@link
 * io.routeflow.micronaut.jdbc.delegate.ForwardingDatabaseMetaData} and {@link
 * io.routeflow.micronaut.jdbc.delegate.ForwardingResultSet}. The JDBC interfaces are too long for
 * one file, so most of these stand on layers, each of which forwards one theme and has a
 * constructor that only this package can call:
 *
 * <pre>
 * ForwardingWrapper                     unwrap, equals, toString
 * ├ ForwardingDataSource
 * ├ ForwardingConnectionState           transaction, session, closing
 * │ └ ForwardingConnection              statements, metadata, large objects
 * ├ ForwardingStatementSettings         limits, fetching, quoting
 * │ └ ForwardingExecution               running, batches, results
 * │   ├ ForwardingStatement
 * │   └ ForwardingParameters            parameters by index
 * │     └ ForwardingPreparedStatement   running
 * │       └ ForwardingOutParameters     registration
 * │         └ ForwardingNamedParameters
 * │           └ ForwardingOutValuesByIndex
 * │             └ ForwardingCallableStatement   out values by name
 * ├ ForwardingDatabaseDescription       product, driver, limits
 * │ └ ForwardingDatabaseGrammar
 * │   └ ForwardingDatabaseAbilities
 * │     └ ForwardingDatabaseMetaData    connection, queries of the catalog
 * └ ForwardingCursor                    rows
 *   └ ForwardingColumnsByIndex
 *     └ ForwardingColumnsByLabel
 *       └ ForwardingUpdatesByIndex
 *         └ ForwardingUpdatesByLabel
 *           └ ForwardingResultSet       statement
 * ForwardingConnectionBuilder
 * </pre>
 *
 * <p>Methods are final unless they run SQL, change the life of the object or hand out another one:
 * in particular no subclass can look at a bind value or put work into the reading of a row. In
 * callable statements there is a second field for the same target: a single one would have to be
 * cast on every call. Plain and prepared statements have one each, below the layers they share,
 * because every prepared statement of an application pays for a second.
 *
 * <p>The targets of connections, statements and result sets are set once, yet not final. The
 * virtual machine puts a fence behind the constructor of a class with a final field; here it would
 * stand before the fields of the subclass, and each of those would cost a barrier of the garbage
 * collector for every object made. So it is the subclass that ends with a final field, and its
 * fence is there for the target too.
 *
 * <p>Not forwarded, because a {@code DataSource} bean does not lead there: {@code XADataSource},
 * {@code ConnectionPoolDataSource} and {@code RowSet}.
 *
 * <p>Nullness follows what the JDBC documentation allows; drivers may allow more.
 */
@NullMarked
package io.routeflow.micronaut.jdbc.delegate;

import org.jspecify.annotations.NullMarked;
