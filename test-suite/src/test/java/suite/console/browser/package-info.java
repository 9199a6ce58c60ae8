/** The console's page in a real Chromium, against scripted answers of its interface. */
@NullMarked
package suite.console.browser;

import org.jspecify.annotations.NullMarked;
