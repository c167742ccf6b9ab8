package org.schoolapprovals.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The Chromium or Chrome of this machine, one process for the whole test run. Where there is none, its tests are skipped on a
 * person's machine and fail where the environment says {@code CI=true}. A test that fails leaves pictures of what people saw in
 * {@code target/browser}.
 */
final class Chromium implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback {

    private static final String MISSING = "No Chromium or Chrome found, so the tests in a browser do not run."
            + " Install one, or set the environment variable CHROMIUM to its path.";
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private static final List<String> COMMANDS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<String> MAC = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");
    private static final List<String> WINDOWS_FOLDERS = List.of("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (installed().isPresent()) {
            return ConditionEvaluationResult.enabled("There is a browser");
        }
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IllegalStateException(MISSING);
        }
        if (SAID.compareAndSet(false, true)) {
            System.out.println(MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .browser();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()
                && context.getRequiredTestInstance() instanceof BrowserTest failed) {
            failed.takePictures(context.getRequiredTestClass().getSimpleName() + "-"
                    + context.getRequiredTestMethod().getName());
        }
    }

    private static Optional<Path> installed() {
        return Stream.of(named(), onPath(), MAC.stream().map(Path::of), onWindows())
                .flatMap(paths -> paths)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> named() {
        return Optional.ofNullable(System.getenv("CHROMIUM")).filter(path -> !path.isBlank()).map(Path::of).stream();
    }

    private static Stream<Path> onPath() {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> COMMANDS.stream().map(command -> Path.of(folder, command)));
    }

    private static Stream<Path> onWindows() {
        return WINDOWS_FOLDERS.stream()
                .map(System::getenv)
                .flatMap(folder -> Optional.ofNullable(folder).stream())
                .map(folder -> Path.of(folder, "Google", "Chrome", "Application", "chrome.exe"));
    }

    private record Running(Playwright playwright, Browser browser) implements CloseableResource {

        static Running start() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(installed().orElseThrow())
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            return new Running(playwright, browser);
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
