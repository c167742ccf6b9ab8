package org.schoolapprovals.notice.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A mail server that misbehaves to order. */
final class DifficultServer implements AutoCloseable {

    /** How it misbehaves. */
    enum Manner {
        /** Takes the call and says nothing. */
        SILENT,
        /** Hangs up once it has the whole mail, without saying that it took it. */
        HANGS_UP,
        /** Knows nobody at {@code gone.example}. */
        CHOOSY
    }

    private final ServerSocket socket;
    private final Manner manner;
    private final CountDownLatch called = new CountDownLatch(1);

    /** What it was given, one text for each mail. */
    final List<String> mails = new CopyOnWriteArrayList<>();

    DifficultServer(Manner manner) {
        this.manner = manner;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "difficult-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Waits until somebody has called. */
    void awaitCall() throws InterruptedException {
        called.await();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                called.countDown();
                answer(caller);
            } catch (IOException hungUp) {
                // The caller, or the end of the test.
            }
        }
    }

    private void answer(Socket caller) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
        if (manner == Manner.SILENT) {
            in.readLine();
            return;
        }
        Writer out = new java.io.OutputStreamWriter(caller.getOutputStream(), StandardCharsets.ISO_8859_1);
        say(out, "220 difficult.example");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT);
            switch (command) {
                case "RCPT" -> say(out, line.contains("gone.example") ? "550 nobody here" : "250 ok");
                case "DATA" -> {
                    say(out, "354 go on");
                    StringBuilder mail = new StringBuilder();
                    for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                        mail.append(line).append('\n');
                    }
                    mails.add(mail.toString());
                    if (manner == Manner.HANGS_UP) {
                        return;
                    }
                    say(out, "250 taken");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
