package org.schoolapprovals.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The directory that the school's data live in, held by this process alone.
 *
 * <pre>
 * lock                      held as long as the application runs
 * postgresql/               the database; always complete, since it is made elsewhere and moved here
 * postgresql.new-*          a database in the making; left over only by an interrupted first start
 * postgresql.log            what the server said since its last start; postgresql.log.1: before that
 * postgresql-binaries/      the server's programs, unpacked
 * </pre>
 */
final class DataDirectory implements AutoCloseable {

    private static final long ROOM_NEEDED_IN_BYTES = 200L << 20;
    private static final String NEW_DATABASE = "postgresql.new-";

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory for this process, and makes it where there is none.
     *
     * @throws DatabaseFailure if another process holds it, or if it cannot be used
     */
    static DataDirectory take(Path path) {
        Path directory = path.toAbsolutePath().normalize();
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new DatabaseFailure("School Approvals keeps its data in %s, but that is a file: move it away, or set "
                            .formatted(directory)
                    + "school.data-dir to a directory.");
        }
        DataDirectory taken;
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory);
                keepPrivate(directory);
            }
            taken = new DataDirectory(
                    directory.toRealPath(),
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new DatabaseFailure(
                    ("School Approvals cannot write in %s: give its user the right to, or set school.data-dir to "
                                    + "another directory.")
                            .formatted(directory),
                    e);
        }
        try {
            taken.lock();
            taken.requireRoom();
        } catch (RuntimeException e) {
            taken.close();
            throw e;
        }
        return taken;
    }

    /** Shuts out every other user of this machine: personal data lives here. */
    private static void keepPrivate(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void lock() {
        try {
            if (lockFile.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Held by another application in this very JVM: the same answer.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new DatabaseFailure(
                ("School Approvals is already running on the data in %s: use that one, or stop it first.")
                        .formatted(path));
    }

    private void requireRoom() {
        try {
            FileStore store = Files.getFileStore(path);
            if (store.getTotalSpace() > 0 && store.getUsableSpace() < ROOM_NEEDED_IN_BYTES) {
                throw new DatabaseFailure(
                        ("The disk of %s has less than %d MB of room left: free some, then start School Approvals again.")
                                .formatted(path, ROOM_NEEDED_IN_BYTES >> 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the database is, once there is one. */
    Path database() {
        return path.resolve("postgresql");
    }

    /** The server's own messages. */
    Path log() {
        return path.resolve("postgresql.log");
    }

    /** Where the server's programs are unpacked, whole or not at all. */
    Path binaries() throws IOException {
        Path guarded = Files.createDirectories(path.resolve("postgresql-binaries"));
        keepPrivate(guarded);
        // The library lets everybody write in the directory that it is given; nobody gets that far.
        Path binaries = Files.createDirectories(guarded.resolve("unpacked"));
        // It would also take half a file, left by an interrupted start, for a whole one.
        try (Stream<Path> entries = Files.list(binaries)) {
            for (Path unfinished : entries.filter(entry -> !Files.exists(entry.resolve(".exists")))
                    .toList()) {
                FileSystemUtils.deleteRecursively(unfinished);
            }
        }
        return binaries;
    }

    /** An empty directory for a database in the making. */
    Path newDatabase() throws IOException {
        return Files.createTempDirectory(path, NEW_DATABASE);
    }

    /** What an interrupted first start left. */
    List<Path> unfinishedDatabases() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(NEW_DATABASE))
                    .toList();
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
