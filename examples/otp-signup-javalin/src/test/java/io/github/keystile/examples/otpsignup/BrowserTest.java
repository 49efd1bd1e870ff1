package io.github.keystile.examples.otpsignup;

import static io.github.keystile.examples.otpsignup.HttpRoutesTest.ANN;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.PASSWORD;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.other;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The whole life of an account as a person clicks and types it. */
@Tag("slow")
class BrowserTest {
    private static final Dimension PHONE = new Dimension(360, 740);
    private static final Dimension DESKTOP = new Dimension(1200, 900);
    private static final String CHANGED = "another horse battery";

    /** Not a folder that is deleted after the test: a browser may still write to it when it has been told to quit. */
    private final Path profiles = newFolder();

    private final TestApp app = new TestApp();

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void fromSignupToReset() {
        ChromeDriver phone = Chromium.open(profiles.resolve("phone"), PHONE);
        try {
            signUp(phone);
            String home = phone.getCurrentUrl();
            endOtherSession(phone);
            logOut(phone);
            resetPassword(phone);
            assertThat(phone.getCurrentUrl()).isEqualTo(home);
            assertThat(serious(phone)).isEmpty();
        } finally {
            phone.quit();
        }
    }

    private void signUp(ChromeDriver browser) {
        browser.get(app.url());
        shoot(browser, "01-welcome");
        browser.findElement(By.linkText("Sign up")).click();
        browser.findElement(By.cssSelector("button[type=submit]")).click();
        assertThat(error(browser, "email")).startsWith("Enter your e-mail address");
        type(browser, "email", ANN);
        type(browser, "password", "password1");
        submit(browser);
        awaitError(browser, "password", "too common");
        assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("password");
        shoot(browser, "02-signup-refused");
        type(browser, "password", PASSWORD);
        shoot(browser, "03-signup");
        submit(browser);

        awaitPath(browser, "/verify-otp");
        holdCountdown(browser);
        WebElement otp = browser.findElement(By.id("otp"));
        assertThat(otp.getDomAttribute("autocomplete")).isEqualTo("one-time-code");
        assertThat(otp.getDomAttribute("inputmode")).isEqualTo("numeric");
        await(browser).until(driver -> otp.equals(driver.switchTo().activeElement()));
        shoot(browser, "04-verify");
        String first = app.code(ANN);
        type(browser, "otp", other(first));
        submit(browser);
        awaitError(browser, "otp", "Check the newest mail, or send a new code");
        assertThat(otp.getDomAttribute("aria-invalid")).isEqualTo("true");
        shoot(browser, "05-wrong-code");
        askForNewCode(browser);
        type(browser, "otp", app.code(ANN));
        submit(browser);
        awaitPath(browser, "/");
        assertThat(browser.findElement(By.id("who")).getText()).isEqualTo(ANN);
        shoot(browser, "07-home");
        Chromium.dark(browser, true);
        shoot(browser, "07-home-dark");
        Chromium.dark(browser, false);
    }

    private void askForNewCode(ChromeDriver browser) {
        WebElement resend = browser.findElement(By.cssSelector("form[data-resend] button"));
        assertThat(resend.isEnabled()).isFalse();
        assertThat(resend.getText()).matches("Send a new code \\(in [0-9]+ s\\)");
        app.clock.advance(Duration.ofSeconds(61));
        // The browser's own clock cannot be set; this is what it would say a minute later.
        browser.executeScript("sessionStorage.removeItem('resendAt')");
        await(browser).until(ExpectedConditions.elementToBeClickable(resend));
        resend.click();
        await(browser).until(ExpectedConditions.textToBe(By.cssSelector(".status"), "A new code is on its way."));
        assertThat(resend.isEnabled()).isFalse();
        assertThat(error(browser, "otp")).isEmpty();
        shoot(browser, "06-new-code");
    }

    /** Adds an hour to what the page itself has noted, so that a slow machine does not see the minute end. */
    private static void holdCountdown(ChromeDriver browser) {
        browser.executeScript(
                "sessionStorage.setItem('resendAt', Number(sessionStorage.getItem('resendAt')) + 3600000)");
    }

    private void endOtherSession(ChromeDriver phone) {
        ChromeDriver desktop = Chromium.open(profiles.resolve("desktop"), DESKTOP);
        try {
            logInByKeyboard(desktop);
            phone.navigate().refresh();
            List<WebElement> rows = phone.findElements(By.cssSelector(".row"));
            assertThat(rows).hasSize(2);
            shoot(phone, "08-two-sessions");
            WebElement theOther = rows.stream()
                    .filter(row -> !row.getText().contains("this browser"))
                    .findFirst()
                    .orElseThrow();
            theOther.findElement(By.tagName("button")).click();
            await(phone).until(ExpectedConditions.numberOfElementsToBe(By.cssSelector(".row"), 1));
            desktop.navigate().refresh();
            assertThat(desktop.findElement(By.cssSelector(".notice")).getText()).contains("Log in again");
            shoot(desktop, "10-desktop-ended");
            desktop.get(app.url() + "/signup");
            shoot(desktop, "11-desktop-signup");
        } finally {
            desktop.quit();
        }
    }

    /** Tab, type and Enter, and nothing else. */
    private void logInByKeyboard(ChromeDriver browser) {
        browser.get(app.url() + "/login");
        Actions keys = new Actions(browser);
        assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("email");
        keys.sendKeys(ANN, Keys.TAB)
                .sendKeys("wrong horse")
                .sendKeys(Keys.ENTER)
                .perform();
        awaitError(browser, "password", "Wrong e-mail address or password.");
        assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("password");
        Chromium.dark(browser, true);
        shoot(browser, "09-desktop-login-refused-dark");
        Chromium.dark(browser, false);
        keys.sendKeys(PASSWORD).sendKeys(Keys.TAB).sendKeys(Keys.TAB).perform();
        assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("untilClosed");
        keys.sendKeys(Keys.TAB).perform();
        assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Log in");
        keys.sendKeys(Keys.ENTER).perform();
        awaitPath(browser, "/");
        assertThat(browser.findElement(By.id("who")).getText()).isEqualTo(ANN);
    }

    private void logOut(ChromeDriver browser) {
        browser.findElement(By.cssSelector("form[action='/logout'] button")).click();
        awaitPath(browser, "/login");
        shoot(browser, "12-login");
    }

    private void resetPassword(ChromeDriver browser) {
        browser.findElement(By.linkText("Forgot your password?")).click();
        awaitPath(browser, "/forgot-password");
        type(browser, "email", ANN);
        shoot(browser, "13-forgot-password");
        submit(browser);
        awaitPath(browser, "/verify-reset-otp");
        shoot(browser, "14-verify-reset");
        type(browser, "otp", app.code(ANN));
        submit(browser);
        awaitPath(browser, "/update-password");
        type(browser, "newPassword", CHANGED);
        type(browser, "confirmPassword", CHANGED + "!");
        submit(browser);
        assertThat(error(browser, "confirmPassword")).contains("The passwords differ");
        browser.findElement(By.cssSelector("#newPassword + .toggle")).click();
        assertThat(browser.findElement(By.id("newPassword")).getDomProperty("type"))
                .isEqualTo("text");
        shoot(browser, "15-update-password-refused");
        type(browser, "confirmPassword", CHANGED);
        submit(browser);
        awaitPath(browser, "/");
        assertThat(browser.findElement(By.id("who")).getText()).isEqualTo(ANN);
    }

    /** Two tabs that wait for codes of two addresses, and a phone on which the mail is read. */
    @Test
    void twoTabsAndAnotherBrowser() {
        String bob = "bob@example.com";
        ChromeDriver desktop = Chromium.open(profiles.resolve("tabs"), DESKTOP);
        try {
            startSignup(desktop, ANN);
            String first = desktop.getWindowHandle();
            desktop.switchTo().newWindow(WindowType.TAB);
            startSignup(desktop, bob);
            type(desktop, "otp", other(app.code(bob)));
            submit(desktop);
            awaitError(desktop, "otp", "That code is not right");
            seeCodeElsewhere();
            desktop.switchTo().window(first);
            type(desktop, "otp", app.code(ANN));
            submit(desktop);
            awaitPath(desktop, "/");
            assertThat(desktop.findElement(By.id("who")).getText()).isEqualTo(ANN);
        } finally {
            desktop.quit();
        }
    }

    private void startSignup(ChromeDriver browser, String email) {
        browser.get(app.url() + "/signup");
        type(browser, "email", email);
        type(browser, "password", PASSWORD);
        submit(browser);
        awaitPath(browser, "/verify-otp");
    }

    private void seeCodeElsewhere() {
        ChromeDriver phone = Chromium.open(profiles.resolve("reader"), PHONE);
        try {
            phone.get(app.url() + "/verify-otp?email=ann%40example.com");
            shoot(phone, "19-another-browser");
            phone.findElement(By.linkText("Ask for a new code")).click();
            awaitPath(phone, "/signup");
            assertThat(phone.findElement(By.id("email")).getDomProperty("value"))
                    .isEqualTo(ANN);
            await(phone)
                    .until(driver ->
                            "password".equals(driver.switchTo().activeElement().getDomAttribute("id")));
        } finally {
            phone.quit();
        }
    }

    @Test
    void formsThatAreSentTwiceWithoutScript() {
        ChromeDriver browser = Chromium.open(profiles.resolve("no-script"), DESKTOP);
        try {
            browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
            browser.get(app.url() + "/signup");
            type(browser, "email", ANN);
            type(browser, "password", PASSWORD);
            twice(browser);
            awaitPath(browser, "/verify-otp");
            type(browser, "otp", app.code(ANN));
            twice(browser);
            // Whether the first answer was read before the second form went out is for the browser to say.
            awaitPath(browser, "/(login)?");
            if (browser.getCurrentUrl().contains("/login")) {
                assertThat(browser.findElement(By.id("form-error")).getText()).contains("That is done already");
                type(browser, "password", PASSWORD);
                submit(browser);
                awaitPath(browser, "/");
            }
            assertThat(browser.findElement(By.id("who")).getText()).isEqualTo(ANN);
        } finally {
            browser.quit();
        }
    }

    @Test
    void aSecondTryAfterALostAnswerGoesOn() {
        ChromeDriver browser = Chromium.open(profiles.resolve("lost"), DESKTOP);
        try {
            startSignup(browser, ANN);
            browser.executeScript("const sent = window.fetch; window.fetch = async (...request) => {"
                    + "await sent(...request); window.fetch = sent; throw new TypeError('lost'); }");
            type(browser, "otp", app.code(ANN));
            submit(browser);
            await(browser)
                    .until(ExpectedConditions.textToBePresentInElementLocated(
                            By.id("form-error"), "The server did not answer."));
            submit(browser);
            awaitPath(browser, "/");
            assertThat(browser.findElement(By.id("who")).getText()).isEqualTo(ANN);
        } finally {
            browser.quit();
        }
    }

    private static void twice(ChromeDriver browser) {
        new Actions(browser)
                .doubleClick(browser.findElement(By.cssSelector("form[data-enhance] button[type=submit]")))
                .perform();
    }

    @Test
    void inboxOnTheDesktop() {
        ChromeDriver browser = Chromium.open(profiles.resolve("inbox"), DESKTOP);
        try (App bare = App.start(Map.of("PORT", "0"))) {
            browser.get(bare.url() + "/dev/inbox");
            shoot(browser, "16-inbox-empty");
            browser.get(bare.url() + "/signup");
            type(browser, "email", ANN);
            type(browser, "password", PASSWORD);
            submit(browser);
            awaitPath(browser, "/verify-otp");
            shoot(browser, "17-desktop-verify");
            browser.get(bare.url() + "/dev/inbox?refresh");
            await(browser).until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(".mail")));
            assertThat(browser.findElement(By.cssSelector(".mail pre")).getText())
                    .containsPattern("[0-9]{6}");
            shoot(browser, "18-inbox");
        } finally {
            browser.quit();
        }
    }

    private static Path newFolder() {
        try {
            Path parent = Path.of("target", "browser-profiles").toAbsolutePath();
            return Files.createTempDirectory(Files.createDirectories(parent), "profile");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void shoot(ChromeDriver browser, String name) {
        Object overflow = browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).as("no sideways scrolling at " + name).isEqualTo(0L);
        Chromium.shoot(browser, name);
    }

    private static void type(ChromeDriver browser, String id, String text) {
        WebElement input = browser.findElement(By.id(id));
        input.clear();
        input.sendKeys(text);
    }

    private static void submit(ChromeDriver browser) {
        browser.findElement(By.cssSelector("form[data-enhance] button[type=submit]"))
                .click();
    }

    private static String error(ChromeDriver browser, String field) {
        return browser.findElement(By.id(field + "-error")).getText();
    }

    private static void awaitError(ChromeDriver browser, String field, String text) {
        await(browser).until(ExpectedConditions.textToBePresentInElementLocated(By.id(field + "-error"), text));
    }

    private static void awaitPath(ChromeDriver browser, String path) {
        await(browser).until(ExpectedConditions.urlMatches("^http://[^/]+" + path + "(\\?.*)?$"));
    }

    private static WebDriverWait await(ChromeDriver browser) {
        return new WebDriverWait(browser, Duration.ofMinutes(2));
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
