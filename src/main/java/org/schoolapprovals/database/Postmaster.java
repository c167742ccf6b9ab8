package org.schoolapprovals.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The main process of a PostgreSQL server, as the file {@code postmaster.pid} in its database names it. */
final class Postmaster {

    private static final Set<String> POSTGRES = Set.of("postgres", "postgres.exe");

    private static final long LOOK_EVERY_MILLIS = 50;

    private final Path pidFile;
    private final ProcessHandle process;

    private Postmaster(Path pidFile, ProcessHandle process) {
        this.pidFile = pidFile;
        this.process = process;
    }

    /**
     * The server that runs on this database; empty where none does. A process that merely got the number of a server
     * that died is not taken for one: it must be a {@code postgres} that was started on this very directory.
     */
    static Optional<Postmaster> of(Path database) throws IOException {
        return named(database)
                .filter(process -> program(process).filter(POSTGRES::contains).isPresent())
                .filter(process -> isStartedOn(database, process))
                .map(process -> new Postmaster(pidFile(database), process));
    }

    /**
     * Removes the file that names a server which died, where its number now belongs to some other program: PostgreSQL
     * itself would take that one for a running server and refuse to start.
     */
    static void forgetTheDead(Path database) throws IOException {
        boolean otherProgram = named(database)
                .flatMap(Postmaster::program)
                .filter(program -> !POSTGRES.contains(program))
                .isPresent();
        if (otherProgram) {
            Files.delete(pidFile(database));
        }
    }

    private static Optional<ProcessHandle> named(Path database) throws IOException {
        if (!Files.exists(pidFile(database))) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile(database)).stream()
                .findFirst()
                .map(String::strip)
                .filter(pid -> pid.matches("\\d{1,18}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
    }

    private static Path pidFile(Path database) {
        return database.resolve("postmaster.pid");
    }

    private static Optional<String> program(ProcessHandle process) {
        return process.info().command().map(Path::of).map(Path::getFileName).map(Path::toString);
    }

    private static boolean isStartedOn(Path database, ProcessHandle process) {
        // Windows tells no arguments of a process.
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(database.toString()))
                .orElse(true);
    }

    /**
     * Stops the server: cleanly, or by force where it does not end. Either way nothing committed is lost.
     *
     * @throws DatabaseFailure if it is still there
     */
    void stop(Duration patience) {
        process.destroy();
        if (!ends(patience)) {
            process.destroyForcibly();
            if (!ends(patience)) {
                throw new DatabaseFailure(
                        "An earlier PostgreSQL server (process %d) does not end: end it, then start School Approvals again."
                                .formatted(process.pid()));
            }
        }
    }

    /**
     * Waits for the server's end; false where it did not come in time. It has ended when it has removed its file; its
     * number may stay taken for a while.
     */
    boolean ends(Duration patience) {
        try {
            for (long waited = 0; waited < patience.toMillis(); waited += LOOK_EVERY_MILLIS) {
                if (!Files.exists(pidFile) || !process.isAlive()) {
                    return true;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
