package io.github.keystile.examples.otpsignup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Finds the browser of this machine; nothing is downloaded. */
final class Chromium {
    private static final List<String> PLACES =
            List.of("/usr/bin", "/usr/local/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser", "/snap/bin");

    private Chromium() {}

    /** Opens a browser with a profile of its own; without one the test is skipped, unless one is required. */
    static ChromeDriver open(Path profile, Dimension window) {
        Optional<Path> browser = find("chromium", "chromium-browser", "google-chrome", "chrome");
        Optional<Path> driver = find("chromedriver");
        boolean found = browser.isPresent() && driver.isPresent();
        if (required()) {
            assertThat(found).as("chromium and chromedriver on the PATH").isTrue();
        }
        assumeTrue(found, "No chromium and chromedriver on this machine: the pages were not tried in a browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        ChromeDriver chrome = start(driver.orElseThrow(), options);
        // The window's own frame would take its part of what a phone has.
        chrome.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        window.getWidth(),
                        "height",
                        window.getHeight(),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        window.getWidth() < 500));
        chrome.manage().timeouts().implicitlyWait(Duration.ofSeconds(30));
        return chrome;
    }

    /** The driver's port is looked for before the driver takes it, so somebody else may have taken it meanwhile. */
    private static ChromeDriver start(Path driver, ChromeOptions options) {
        for (int tries = 1; ; tries++) {
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(driver.toFile())
                    .withTimeout(Duration.ofMinutes(2))
                    .build();
            try {
                return new ChromeDriver(service, options);
            } catch (WebDriverException e) {
                service.stop();
                if (tries == 3) {
                    throw e;
                }
            }
        }
    }

    static void shoot(ChromeDriver chrome, String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(name + ".png"), Base64.getDecoder().decode(wholePage(chrome)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void dark(ChromeDriver chrome, boolean on) {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", on ? "dark" : "light");
        chrome.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    private static String wholePage(ChromeDriver chrome) {
        Object height = chrome.executeScript("return Math.max(innerHeight, document.documentElement.scrollHeight)");
        Object width = chrome.executeScript("return innerWidth");
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        Map<String, Object> shot =
                chrome.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        return shot.get("data").toString();
    }

    private static boolean required() {
        return "true".equals(System.getenv("KEYSTILE_REQUIRE_BROWSER")) || "true".equals(System.getenv("CI"));
    }

    private static Optional<Path> find(String... names) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<String> folders = Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), PLACES.stream())
                .toList();
        return Arrays.stream(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
