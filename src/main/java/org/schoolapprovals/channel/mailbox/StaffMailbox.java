package org.schoolapprovals.channel.mailbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.StoreClosedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/** The mailbox on its server, open for one round. Nothing is ever deleted: what was dealt with moves to another folder. */
final class StaffMailbox implements AutoCloseable {

    static final String PROCESSED = "Processed";
    static final String FOR_PEOPLE = "For people to look at";

    private static final int LARGEST = 10 * 1024 * 1024;
    private static final int MOST_IN_A_ROUND = 500;

    private final IMAPStore store;
    private final IMAPFolder inbox;
    private final Folder processed;
    private final Folder forPeople;

    private StaffMailbox(IMAPStore store) throws MessagingException {
        this.store = store;
        processed = folder(PROCESSED);
        forPeople = folder(FOR_PEOPLE);
        inbox = (IMAPFolder) store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
    }

    /** What is done with each mail. */
    interface Reader {

        /**
         * @param whole the mail as it came; empty for one that is too large to be read
         * @return where it goes; empty where it stays for the next time
         */
        Optional<Folder> read(IMAPMessage mail, Optional<byte[]> whole) throws MessagingException;
    }

    static StaffMailbox open(MailboxSettings settings) throws MessagingException {
        IMAPStore store =
                (IMAPStore) Session.getInstance(properties(settings)).getStore(settings.tls() ? "imaps" : "imap");
        try {
            store.connect(settings.host(), settings.port(), settings.user(), settings.password());
            return new StaffMailbox(store);
        } catch (MessagingException | RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    private static Properties properties(MailboxSettings settings) {
        String prefix = settings.tls() ? "mail.imaps." : "mail.imap.";
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", "10000");
        properties.setProperty(prefix + "timeout", "20000");
        properties.setProperty(prefix + "writetimeout", "20000");
        properties.setProperty(prefix + "fetchsize", "262144");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "ssl.protocols", "TLSv1.2 TLSv1.3");
        return properties;
    }

    private Folder folder(String name) throws MessagingException {
        // Where the server keeps a person's folders: some only take them below the inbox.
        Folder folder = store.getPersonalNamespaces()[0].getFolder(name);
        if (!folder.exists() && !folder.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("The folder " + name + " cannot be made");
        }
        return folder;
    }

    Folder processed() {
        return processed;
    }

    Folder forPeople() {
        return forPeople;
    }

    /** What the server calls this mail by. */
    long uid(Message mail) throws MessagingException {
        return inbox.getUID(mail);
    }

    /** Hands each mail to the reader, the oldest first, and moves it to where the reader says. */
    void eachMail(Reader reader) throws MessagingException {
        int count = Math.min(inbox.getMessageCount(), MOST_IN_A_ROUND);
        Message[] mails = count == 0 ? new Message[0] : inbox.getMessages(1, count);
        for (Message mail : mails) {
            try {
                if (!mail.isExpunged() && !mail.isSet(Flags.Flag.DELETED)) {
                    IMAPMessage message = (IMAPMessage) mail;
                    Optional<Folder> to = reader.read(message, whole(message));
                    if (to.isPresent()) {
                        move(mail, to.get());
                    }
                }
            } catch (MessageRemovedException gone) {
                // A person has moved it meanwhile.
            }
        }
    }

    private void move(Message mail, Folder to) throws MessagingException {
        Message[] one = {mail};
        if (store.hasCapability("MOVE")) {
            inbox.moveMessages(one, to);
        } else {
            inbox.copyMessages(one, to);
            mail.setFlag(Flags.Flag.DELETED, true);
        }
    }

    private static Optional<byte[]> whole(IMAPMessage mail) throws MessagingException {
        if (mail.getSize() > LARGEST) {
            return Optional.empty();
        }
        mail.setPeek(true);
        Bounded bytes = new Bounded();
        try {
            mail.writeTo(bytes);
        } catch (FolderClosedException | StoreClosedException closed) {
            throw closed;
        } catch (IOException failure) {
            if (bytes.full) {
                return Optional.empty();
            }
            throw new MessagingException("The mail cannot be fetched", failure);
        }
        return Optional.of(bytes.taken.toByteArray());
    }

    /** Takes no more than the largest mail, whatever the server said about its size. */
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean full;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (taken.size() + length > LARGEST) {
                full = true;
                throw new IOException("Too large");
            }
            taken.write(bytes, offset, length);
        }
    }

    @Override
    public void close() throws MessagingException {
        try {
            if (inbox.isOpen()) {
                inbox.close(true);
            }
        } finally {
            store.close();
        }
    }
}
