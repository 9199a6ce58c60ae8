package suite.console.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import suite.support.ConsoleLinks;

/** A headless Chromium, as a reader of the page has it. Every wait is for a condition. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChromeDriver driver;
  private final Set<String> opened = new HashSet<>();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start(File chromium, File chromedriver) {
    var logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(chromium);
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,800");
    var service =
        new ChromeDriverService.Builder().usingDriverExecutable(chromedriver).usingAnyFreePort();
    return new Browser(new ChromeDriver(service.build(), options));
  }

  /**
   * Opens an address at 1280 × 800, light. What an earlier page left behind is forgotten. Where an
   * application listens there, its console is opened once by the link that it has logged.
   */
  void open(String url) {
    driver.get("about:blank");
    ConsoleLinks.find(URI.create(url).getPort())
        .map(ConsoleLinks.Link::address)
        .filter(opened::add)
        .ifPresent(driver::get);
    messages();
    requests();
    size(1280, 800);
    scheme("light");
    driver.get(url);
  }

  /** The same for a reader who has nothing of the page yet. */
  void openAnew(String url) {
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    open(url);
  }

  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Keys as a keyboard sends them, to whatever has the focus. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  void click(String css) {
    find(css).click();
  }

  void type(String css, String text) {
    find(css).sendKeys(text);
  }

  /** Draws the mouse from one place of the window to another, with the button held down. */
  void drag(int fromX, int fromY, int toX, int toY) {
    new Actions(driver)
        .moveToLocation(fromX, fromY)
        .clickAndHold()
        .moveToLocation((fromX + toX) / 2, (fromY + toY) / 2)
        .moveToLocation(toX, toY)
        .release()
        .perform();
  }

  void hover(String css) {
    new Actions(driver).moveToElement(find(css)).perform();
  }

  void back() {
    driver.navigate().back();
  }

  String url() {
    return String.valueOf(driver.getCurrentUrl());
  }

  WebElement find(String css) {
    waitFor(() -> !driver.findElements(By.cssSelector(css)).isEmpty());
    return driver.findElement(By.cssSelector(css));
  }

  int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  /** The texts of all that match, empty ones left out. */
  List<String> texts(String css) {
    return driver.findElements(By.cssSelector(css)).stream()
        .map(WebElement::getText)
        .filter(text -> !text.isBlank())
        .toList();
  }

  void waitForText(String css, String text) {
    waitFor(() -> texts(css).stream().anyMatch(found -> found.contains(text)));
  }

  void waitForCount(String css, int count) {
    waitFor(() -> count(css) == count);
  }

  void waitFor(Callable<Boolean> condition) {
    await().atMost(PATIENCE).ignoreException(StaleElementReferenceException.class).until(condition);
  }

  Object run(String script, Object... arguments) {
    Object result = driver.executeScript(script, arguments);
    return result == null ? "" : result;
  }

  /** Collects all that the scripts of the page have let go of. */
  void collectGarbage() {
    driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
  }

  /** Bytes of the heap of the page that are in use once all garbage is collected. */
  double heapAfterCollection() {
    collectGarbage();
    Object used = driver.executeCdpCommand("Runtime.getHeapUsage", Map.of()).get("usedSize");
    return used instanceof Number bytes ? bytes.doubleValue() : Double.NaN;
  }

  /** Runs a script in each page before its own, until it is closed. */
  Script beforeEachPage(String script) {
    String add = "Page.addScriptToEvaluateOnNewDocument";
    return new Script(
        driver,
        String.valueOf(driver.executeCdpCommand(add, Map.of("source", script)).get("identifier")));
  }

  Object runAsync(String script) {
    Object result = driver.executeAsyncScript(script);
    return result == null ? "" : result;
  }

  /**
   * What the browser complained about since the page was opened, such as a breach of the policy.
   */
  List<String> messages() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that the page has asked for since it was opened. */
  List<String> requests() {
    return sent().map(Browser::address).toList();
  }

  /** Of those, what the parser of the document has asked for: links and scripts of its head. */
  Stream<String> requestsOfTheDocument() {
    return sent()
        .filter(request -> request.path("initiator").path("type").asText().equals("parser"))
        .map(Browser::address);
  }

  private Stream<JsonNode> sent() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> event(entry.getMessage()))
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.path("params"));
  }

  private static String address(JsonNode request) {
    return request.path("request").path("url").asText();
  }

  private static JsonNode event(String message) {
    try {
      return JSON.readTree(message).path("message");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }

  /** A script that pages run before their own. */
  record Script(ChromeDriver driver, String id) implements AutoCloseable {

    @Override
    public void close() {
      driver.executeCdpCommand(
          "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
    }
  }
}
