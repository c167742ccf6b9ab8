package org.schoolapprovals.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A mail server for a test, and the postman who goes when he is told to. */
public class PostOffice implements DisposableBean {

    private final GreenMail server = new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort()});
    private final MailOut mailOut;
    private final JdbcClient jdbc;

    PostOffice(MailOut mailOut, JavaMailSenderImpl sender, JdbcClient jdbc) {
        this.mailOut = mailOut;
        this.jdbc = jdbc;
        server.start();
        sender.setPort(server.getSmtp().getPort());
    }

    /** A mail as it arrived. */
    public record Mail(String to, String subject, String plain, String html, MimeMessage message) {}

    /** Nothing waits, and nothing has arrived. */
    public void clear() {
        jdbc.sql("delete from approvals.notice").update();
        forget();
    }

    private void forget() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sends what is due; the mails that arrived, and nothing that arrived before. */
    public List<Mail> deliver() {
        forget();
        mailOut.sendDue();
        return Arrays.stream(server.getReceivedMessages()).map(PostOffice::read).toList();
    }

    static Mail read(MimeMessage message) {
        try {
            MimeMultipart parts = (MimeMultipart) message.getContent();
            assertThat(message.getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getCount()).isEqualTo(2);
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat(message.getAllRecipients()).hasSize(1);
            return new Mail(
                    ((InternetAddress) message.getAllRecipients()[0]).getAddress(),
                    message.getSubject(),
                    parts.getBodyPart(0).getContent().toString(),
                    parts.getBodyPart(1).getContent().toString(),
                    message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        server.stop();
    }
}
