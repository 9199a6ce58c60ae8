package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.jdbc.capture.FakeConnections.OneDriver;
import io.routeflow.micronaut.jdbc.capture.FakeConnections.OtherDriver;
import io.routeflow.micronaut.jdbc.capture.FakeConnections.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseDetectorTest {

  private final SqlCapture capture = Scene.newCapture();
  private final OneRequest request = new OneRequest();

  @Test
  void aConnectionIsAskedNothingBeforeItsFirstStatementIsMade() throws SQLException {
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, null);
    Connection connection = captured(h2).getConnection();
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    assertThat(h2.calls).containsExactly("setReadOnly", "setAutoCommit");

    connection.prepareStatement("SELECT 1");

    assertThat(h2.calls)
        .containsExactly(
            "setReadOnly",
            "setAutoCommit",
            "prepareStatement",
            "unwrap",
            "isWrapperFor",
            "getMetaData",
            "getDatabaseProductName");
  }

  @Test
  void theNextConnectionOfAKnownKindIsNotAskedForItsProduct() throws SQLException {
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, Pool.class);
    DataSource dataSource = captured(h2);
    dataSource.getConnection().createStatement();
    h2.calls.clear();

    assertThat(systemOf(dataSource)).isEqualTo("h2");
    dataSource.getConnection().createStatement();

    assertThat(h2.calls).containsExactly("prepareStatement", "unwrap", "createStatement", "unwrap");
  }

  @Test
  void theNextConnectionWhoseClassDoesNotDecideIsAskedForNothingButItsProduct()
      throws SQLException {
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, null);
    DataSource dataSource = captured(h2);
    dataSource.getConnection().createStatement();
    h2.calls.clear();

    dataSource.getConnection().createStatement();

    assertThat(h2.calls)
        .containsExactly("createStatement", "getMetaData", "getDatabaseProductName");
  }

  /** As those of DBCP, which unwrap to themselves whatever driver is behind them. */
  @Test
  void connectionsOfOneClassMayBeOfSeveralProducts() throws SQLException {
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, null);
    FakeConnections mysql = new FakeConnections("MySQL", OneDriver.class, null);
    List<FakeConnections> route = new ArrayList<>(List.of(h2, mysql, h2, mysql));
    DataSource routing = FakeConnections.routing(() -> route.remove(0).connection());
    DataSource dataSource = new CapturingDataSource(routing, "default", capture);
    assertThat(h2.connection()).hasSameClassAs(mysql.connection());
    try (PropagatedContext.Scope ignored = request.enter()) {
      for (int i = 0; i < 4; i++) {
        dataSource.getConnection().createStatement().execute("SELECT \"secret\" FROM t");
      }
    }

    assertThat(Objects.requireNonNull(request.usage()).statements())
        .extracting(
            SqlUsage.Statement::dbSystem, SqlUsage.Statement::statement, SqlUsage.Statement::count)
        .containsExactly(
            tuple("h2", "SELECT \"secret\" FROM t", 2L), tuple("mysql", "SELECT ? FROM t", 2L));
  }

  @Test
  void aRejectedStatementIsOfAnUnknownDatabaseWhereTheClassDoesNotDecide() throws SQLException {
    SQLException own = new SQLException("syntax", "42000");
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, null);
    FakeConnections mysql = new FakeConnections("MySQL", OneDriver.class, null).failStatements(own);
    List<FakeConnections> route = new ArrayList<>(List.of(h2, mysql));
    DataSource routing = FakeConnections.routing(() -> route.remove(0).connection());
    DataSource dataSource = new CapturingDataSource(routing, "default", capture);
    systemOf(dataSource);

    assertThat(systemOfRejected(dataSource, own)).isEqualTo("other_sql");
  }

  @Test
  void aStatementThatCannotBeMadeLeadsToNoQuestion() {
    SQLException own = new SQLException("no connection", "08001");
    FakeConnections down = new FakeConnections("H2", OneDriver.class, null).failStatements(own);

    assertThatThrownBy(() -> captured(down).getConnection().prepareStatement("SELECT 1"))
        .isSameAs(own);

    assertThat(down.calls).containsExactly("prepareStatement");
  }

  @Test
  void aRejectedStatementIsOfTheDatabaseThatConnectionsOfItsClassHadSoFar() throws SQLException {
    SQLException own = new SQLException("syntax", "42000");
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, Pool.class);
    FakeConnections postgres = new FakeConnections("PostgreSQL", OtherDriver.class, Pool.class);
    List<FakeConnections> route = new ArrayList<>(List.of(h2, h2, postgres, h2));
    DataSource routing = FakeConnections.routing(() -> route.remove(0).connection());
    DataSource dataSource = new CapturingDataSource(routing, "default", capture);
    systemOf(dataSource);
    h2.failStatements(own);

    assertThat(systemOfRejected(dataSource, own)).isEqualTo("h2");
    systemOf(dataSource);
    h2.calls.clear();
    assertThat(systemOfRejected(dataSource, own)).isEqualTo("other_sql");
    assertThat(h2.calls).containsExactly("prepareStatement");
  }

  @Test
  void aDatabaseThatDidNotAnswerIsAskedAgainByTheNextConnection() throws SQLException {
    FakeConnections late =
        new FakeConnections("MariaDB", OneDriver.class, Pool.class)
            .failMetaData(new SQLException("stale", "08006"), 1);
    DataSource dataSource = captured(late);

    assertThat(systemOf(dataSource)).isEqualTo("other_sql");
    assertThat(systemOf(dataSource)).isEqualTo("mariadb");
    assertThat(systemOf(dataSource)).isEqualTo("mariadb");
    assertThat(late.asked()).isEqualTo(2);
    assertThat(capture.internalErrors()).as("the driver's failures").isZero();
  }

  @Test
  void aDatabaseThatNeverAnswersIsAskedLessAndLess() throws SQLException {
    FakeConnections mute =
        new FakeConnections("H2", OneDriver.class, null)
            .failMetaData(new SQLException("mute"), Integer.MAX_VALUE);
    DataSource dataSource = captured(mute);
    for (int i = 0; i < 2_000; i++) {
      dataSource.getConnection().createStatement();
    }

    assertThat(mute.asked()).isBetween(5, 15);
  }

  @Test
  void aDriverWithoutTheMethodsOfAWrapperIsKnownByItsMetadata() throws SQLException {
    FakeConnections old =
        new FakeConnections("Microsoft SQL Server", OneDriver.class, Pool.class)
            .failWrapper(new AbstractMethodError("isWrapperFor"));
    DataSource dataSource = captured(old);

    assertThat(systemOf(dataSource)).isEqualTo("microsoft.sql_server");
    assertThat(capture.internalErrors()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void connectionsOfDifferentProductsHaveEachTheirOwn(boolean pooled) throws SQLException {
    Class<?> pool = pooled ? Pool.class : null;
    FakeConnections h2 = new FakeConnections("H2", OneDriver.class, pool);
    FakeConnections postgres = new FakeConnections("PostgreSQL", OtherDriver.class, pool);
    List<FakeConnections> route = new ArrayList<>(List.of(h2, postgres, h2, postgres));
    DataSource routing = FakeConnections.routing(() -> route.remove(0).connection());
    DataSource dataSource = new CapturingDataSource(routing, "default", capture);

    assertThat(systemOf(dataSource)).isEqualTo("h2");
    assertThat(systemOf(dataSource)).isEqualTo("postgresql");
    assertThat(systemOf(dataSource)).isEqualTo("h2");
    assertThat(systemOf(dataSource)).isEqualTo("postgresql");
    assertThat(h2.asked()).isEqualTo(pooled ? 1 : 2);
    assertThat(postgres.asked()).isEqualTo(pooled ? 1 : 2);
  }

  @Test
  void aProductIsKnownAlsoWhereItsDriverCannotSayHowItQuotes() throws SQLException {
    FakeConnections firebird =
        new FakeConnections("Firebird 5.0", OneDriver.class, Pool.class).failQuote();
    DataSource dataSource = new CapturingDataSource(firebird.dataSource(), "default", capture);

    assertThat(systemOf(dataSource)).isEqualTo("firebirdsql");
  }

  @Test
  void eachConnectionToFirebirdIsReadInTheDialectThatItHas() throws SQLException {
    FakeConnections names =
        new FakeConnections("Firebird 5.0", OneDriver.class, Pool.class).quotingBy("\"");
    FakeConnections strings =
        new FakeConnections("Firebird 5.0", OneDriver.class, Pool.class).quotingBy(" ");
    List<FakeConnections> route = new ArrayList<>(List.of(names, strings, names, strings));
    DataSource routing = FakeConnections.routing(() -> route.remove(0).connection());
    DataSource dataSource = new CapturingDataSource(routing, "default", capture);
    try (PropagatedContext.Scope ignored = request.enter()) {
      for (int i = 0; i < 4; i++) {
        dataSource.getConnection().createStatement().execute("SELECT \"a\" FROM t");
      }
    }

    assertThat(Objects.requireNonNull(request.usage()).statements())
        .allMatch(statement -> statement.dbSystem().equals("firebirdsql"))
        .extracting(SqlUsage.Statement::statement, SqlUsage.Statement::count)
        .containsExactly(tuple("SELECT \"a\" FROM t", 2L), tuple("SELECT ? FROM t", 2L));
  }

  @Test
  void noOtherProductIsAskedHowItQuotesNames() throws SQLException {
    FakeConnections derby = new FakeConnections("Apache Derby", OneDriver.class, null);
    systemOf(captured(derby));
    assertThat(derby.calls).doesNotContain("getIdentifierQuoteString");
  }

  @Test
  void theSameStatementOnTwoKindsOfConnectionsToOneProductIsOneGroup() throws SQLException {
    List<FakeConnections> route =
        new ArrayList<>(
            List.of(
                new FakeConnections("H2", OneDriver.class, null),
                new FakeConnections("H2", OtherDriver.class, null)));
    DataSource routing = FakeConnections.routing(() -> route.remove(0).connection());
    DataSource dataSource = new CapturingDataSource(routing, "default", capture);
    try (PropagatedContext.Scope ignored = request.enter()) {
      dataSource.getConnection().createStatement().execute("SELECT a FROM t");
      dataSource.getConnection().createStatement().execute("SELECT a FROM t");
    }

    assertThat(Objects.requireNonNull(request.usage()).statements())
        .extracting(SqlUsage.Statement::count)
        .containsExactly(2L);
  }

  @Test
  void aDataSourceInFrontOfACapturedOneAddsNothing() throws SQLException {
    DataSource captured = captured(new FakeConnections("H2", OneDriver.class, null));
    DataSource front =
        new CapturingDataSource(
            FakeConnections.routing(() -> FakeConnections.front(captured.getConnection())),
            "front",
            capture);
    try (PropagatedContext.Scope ignored = request.enter()) {
      for (int i = 0; i < 3; i++) {
        Connection connection = front.getConnection();
        connection.prepareStatement("SELECT a FROM t").execute();
        connection.createStatement().execute("SELECT a FROM t");
        connection.commit();
      }
    }

    SqlUsage usage = Objects.requireNonNull(request.usage());
    assertThat(usage.count()).isEqualTo(6);
    assertThat(usage.statements())
        .extracting(SqlUsage.Statement::datasource)
        .containsExactly("default");
    assertThat(request.attributes())
        .containsEntry("routeflow.sql.connections", 3)
        .containsEntry("routeflow.sql.commits", 3);
  }

  @Test
  void aConnectionThatAPoolGotFromACapturedDataSourceBeforeIsCountedWhereItIsHandedOut()
      throws SQLException {
    DataSource captured = captured(new FakeConnections("H2", OneDriver.class, null));
    Connection pooled = captured.getConnection();
    DataSource front =
        new CapturingDataSource(
            FakeConnections.routing(() -> FakeConnections.front(pooled)), "front", capture);
    try (PropagatedContext.Scope ignored = request.enter()) {
      for (int i = 0; i < 3; i++) {
        front.getConnection().createStatement().execute("SELECT a FROM t");
      }
    }

    assertThat(Objects.requireNonNull(request.usage()).count()).isEqualTo(3);
    assertThat(request.attributes())
        .containsEntry("routeflow.sql.connections", 3)
        .containsKey("routeflow.sql.connection_wait_ms");
  }

  @Test
  void aConnectionThatIsGivenBackToItsPoolHoldsNothingOfTheRequest() throws SQLException {
    Connection pooled = captured(new FakeConnections("H2", OneDriver.class, null)).getConnection();
    CapturingConnection capturing = (CapturingConnection) pooled;
    try (PropagatedContext.Scope ignored = request.enter()) {
      pooled.createStatement().execute("SELECT a FROM t");
      assertThat(capturing.lastContext()).isNotSameAs(SqlContext.NONE);
      pooled.clearWarnings();
      assertThat(capturing.lastContext()).isSameAs(SqlContext.NONE);
      pooled.createStatement().execute("SELECT a FROM t");
    }

    assertThat(Objects.requireNonNull(request.usage()).count()).isEqualTo(2);
  }

  private DataSource captured(FakeConnections connections) {
    return new CapturingDataSource(connections.dataSource(), "default", capture);
  }

  private String systemOfRejected(DataSource dataSource, SQLException own) throws SQLException {
    OneRequest fresh = new OneRequest();
    try (PropagatedContext.Scope ignored = fresh.enter()) {
      Connection connection = dataSource.getConnection();
      assertThatThrownBy(() -> connection.prepareStatement("SELECT")).isSameAs(own);
    }
    return Objects.requireNonNull(fresh.usage()).statements().get(0).dbSystem();
  }

  /** What the event says of a statement on a new connection. */
  private String systemOf(DataSource dataSource) throws SQLException {
    OneRequest fresh = new OneRequest();
    try (PropagatedContext.Scope ignored = fresh.enter()) {
      dataSource.getConnection().prepareStatement("SELECT a FROM t").execute();
    }
    List<SqlUsage.Statement> statements = Objects.requireNonNull(fresh.usage()).statements();
    assertThat(statements).hasSize(1);
    return statements.get(0).dbSystem();
  }
}
