package io.github.keystile.examples.resetlink;

import static io.github.keystile.examples.resetlink.TestApp.ANN;
import static io.github.keystile.examples.resetlink.TestApp.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The reset page as a person sees it who clicks the link in the mail. */
@Tag("slow")
class BrowserTest {
    private static final String NEW = "another horse battery";

    @TempDir
    Path profile;

    private final TestApp app = new TestApp();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void fromTheLinkToTheNewPassword() {
        app.signUp(ANN, PASSWORD);
        String link = app.url() + "/reset-password?token=" + app.token(ANN);
        ChromeDriver browser = Chromium.open(profile, new Dimension(360, 740));
        try {
            browser.get(link);
            await(browser).until(ExpectedConditions.elementToBeClickable(By.id("set")));
            assertThat(browser.getCurrentUrl()).isEqualTo(app.url() + "/reset-password");
            shoot(browser, "1-form");
            fill(browser, "short", "short");
            assertThat(error(browser, "password")).isEqualTo("Enter a password of at least 8 characters.");
            fill(browser, NEW, NEW + "!");
            assertThat(error(browser, "again")).isEqualTo("The passwords differ. Type the same password twice.");
            assertThat(error(browser, "password")).isEmpty();
            assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("again");
            assertThat(browser.findElement(By.id("again")).getDomAttribute("aria-invalid"))
                    .isEqualTo("true");
            shoot(browser, "2-passwords-differ");
            fill(browser, "password1", "password1");
            awaitText(browser, "password-error", "too common");
            shoot(browser, "3-too-common");
            fill(browser, NEW, NEW);
            awaitText(browser, "title", "Your password is changed");
            assertThat(browser.findElements(By.tagName("form"))).isEmpty();
            shoot(browser, "4-changed");
            app.login(ANN, NEW).expect(200);

            browser.get(link);
            awaitTitle(browser, "This link does not work");
            Chromium.dark(browser, true);
            shoot(browser, "5-used-link-dark");
            assertThat(serious(browser)).isEmpty();
        } finally {
            browser.quit();
        }
    }

    @Test
    void aLinkThatDiesWhileThePageIsOpenSaysSo() {
        app.signUp(ANN, PASSWORD);
        String token = app.token(ANN);
        ChromeDriver browser = Chromium.open(profile, new Dimension(1200, 800));
        try {
            browser.get(app.url() + "/reset-password?token=" + token);
            await(browser).until(ExpectedConditions.elementToBeClickable(By.id("set")));
            app.clock.advance(Duration.ofMinutes(10));
            fill(browser, NEW, NEW);
            awaitText(browser, "form-error", "This link is invalid or has expired.");
            Chromium.dark(browser, true);
            shoot(browser, "6-expired-desktop-dark");
            app.login(ANN, PASSWORD).expect(200);
        } finally {
            browser.quit();
        }
    }

    @Test
    void aSecondTryAfterALostAnswerSaysThatThePasswordMayBeSet() {
        app.signUp(ANN, PASSWORD);
        ChromeDriver browser = Chromium.open(profile, new Dimension(1200, 800));
        try {
            browser.get(app.url() + "/reset-password?token=" + app.token(ANN));
            await(browser).until(ExpectedConditions.elementToBeClickable(By.id("set")));
            browser.executeScript("const sent = window.fetch; window.fetch = async (...request) => {"
                    + "await sent(...request); window.fetch = sent; throw new TypeError('lost'); }");
            fill(browser, NEW, NEW);
            awaitText(browser, "form-error", "The server did not answer.");
            fill(browser, NEW, NEW);
            awaitText(browser, "form-error", "If your password is set already, log in with it.");
            app.login(ANN, NEW).expect(200);
        } finally {
            browser.quit();
        }
    }

    private static void fill(ChromeDriver browser, String password, String again) {
        type(browser, "password", password);
        type(browser, "again", again + Keys.ENTER);
    }

    private static void type(ChromeDriver browser, String id, String text) {
        WebElement input = browser.findElement(By.id(id));
        input.clear();
        input.sendKeys(text);
    }

    private static String error(ChromeDriver browser, String field) {
        return browser.findElement(By.id(field + "-error")).getText();
    }

    private static void awaitText(ChromeDriver browser, String id, String text) {
        await(browser).until(ExpectedConditions.textToBePresentInElementLocated(By.id(id), text));
    }

    private static void awaitTitle(ChromeDriver browser, String text) {
        await(browser).until(ExpectedConditions.titleContains(text));
    }

    private static WebDriverWait await(ChromeDriver browser) {
        return new WebDriverWait(browser, Duration.ofSeconds(20));
    }

    private static void shoot(ChromeDriver browser, String name) {
        Object overflow = browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).as("no sideways scrolling at " + name).isEqualTo(0L);
        Chromium.shoot(browser, name);
    }

    /** What the console says, but for the refusals that the test provoked. */
    private static List<String> serious(ChromeDriver browser) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(Object::toString)
                .filter(line -> !line.contains("the server responded with a status of 4"))
                .toList();
    }
}
