package org.schoolapprovals.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged application as a process of its own, with the demo school, as a school would run it. */
public final class RunningSchool implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("open (http://localhost:\\d+)/");

    private final Path dataDirectory;
    private final Path console;
    private final Process process;

    private RunningSchool(Path dataDirectory, Path console, Process process) {
        this.dataDirectory = dataDirectory;
        this.console = console;
        this.process = process;
    }

    /** Starts the application on this data directory and returns when it is ready. */
    public static RunningSchool start(Path dataDirectory, String... arguments) {
        RunningSchool school = launch(dataDirectory, arguments);
        try {
            await().atMost(PATIENCE).failFast(school::requireAlive).until(school::isReady);
            return school;
        } catch (RuntimeException e) {
            school.close();
            throw e;
        }
    }

    /** Starts the application and returns at once; it may fail to start. */
    public static RunningSchool launch(Path dataDirectory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString(),
                "--spring.profiles.active=demo",
                // The demo calls itself, so it has to know its port beforehand.
                "--server.port=" + FreePort.pick(),
                "--school.data-dir=" + dataDirectory));
        command.addAll(List.of(arguments));
        try {
            Path console = Files.createTempFile("school-console", ".log");
            console.toFile().deleteOnExit();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("SCHOOL_"));
            return new RunningSchool(dataDirectory, console, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("school-approvals-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No jar in target: run ./mvnw package first"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The application ended:\n" + output());
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        if (!ADDRESS.matcher(output()).find()) {
            return false;
        }
        HttpRequest readiness = HttpRequest.newBuilder(URI.create(baseUrl() + "/actuator/health/readiness"))
                .build();
        return HttpClient.newHttpClient()
                        .send(readiness, HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** The address of the landing page, without the slash at its end. */
    public String baseUrl() {
        Matcher address = ADDRESS.matcher(output());
        if (!address.find()) {
            throw new IllegalStateException("No address on the console:\n" + output());
        }
        return address.group(1);
    }

    /** What the console shows so far. */
    public String output() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The embedded database as the application itself sees it. */
    public JdbcClient jdbc() {
        try {
            Path database = dataDirectory.resolve("postgresql");
            String port = Files.readAllLines(database.resolve("postmaster.pid")).get(3);
            return JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://localhost:%s/school".formatted(port),
                    EmbeddedServer.USER,
                    Files.readString(database.resolve("school-password"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The main process of the embedded database server. */
    public ProcessHandle databaseServer() {
        try {
            Path pidFile = dataDirectory.resolve("postgresql/postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0));
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the application and its database server with all their processes, without a word, as a power cut would. */
    public void killTree() {
        ProcessHandle databaseServer = databaseServer();
        kill(Stream.of(
                        Stream.of(process.toHandle()),
                        process.descendants(),
                        Stream.of(databaseServer),
                        databaseServer.descendants())
                .flatMap(processes -> processes)
                .toList());
    }

    /** Kills the application only; its database server is left behind. */
    public void killApplication() {
        kill(List.of(process.toHandle()));
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(killed -> killed.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    /** Asks the application to end, as Ctrl-C does, and returns its exit code. */
    public int stop() {
        process.destroy();
        return exitCode();
    }

    /** Waits for the application to end by itself, and returns its exit code. */
    public int exitCode() {
        return process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
