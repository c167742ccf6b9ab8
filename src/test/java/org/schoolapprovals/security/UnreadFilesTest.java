package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** Whose files the server takes before it knows that they were sent from a form of ours. */
class UnreadFilesTest {

    private static final long LARGEST = 1000;

    private final UnreadFiles tokens = new UnreadFiles(Paths.any("/photos"), LARGEST);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private static void signIn() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("teacher", "", "staff"));
    }

    /** Whether the server has to read the form to find its token. */
    private boolean isRead(String path, String contentType, int length) {
        boolean[] read = {false};
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path) {
            @Override
            public String getParameter(String name) {
                read[0] = true;
                return super.getParameter(name);
            }
        };
        request.setServletPath(path);
        request.setContentType(contentType);
        request.setContent(new byte[length]);
        CsrfToken token = new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "secret");
        assertThat(tokens.resolveCsrfTokenValue(request, token)).isNull();
        return read[0];
    }

    @Test
    void a_form_with_files_is_read_for_those_who_are_signed_in_and_no_further_than_the_largest_file() {
        signIn();

        assertThat(isRead("/consents/import", "multipart/form-data; boundary=x", 1000))
                .isTrue();
        assertThat(isRead("/consents/import", "multipart/form-data; boundary=x", 1001))
                .isFalse();
    }

    @Test
    void nothing_is_read_of_files_that_nobody_sends() {
        assertThat(isRead("/consents/import", "multipart/form-data; boundary=x", 10))
                .isFalse();
        assertThat(isRead("/consents/import", "Multipart/Form-Data", 10)).isFalse();
    }

    @Test
    void scripts_send_the_token_in_the_header() {
        signIn();

        assertThat(isRead("/photos", "multipart/form-data; boundary=x", 10)).isFalse();
    }

    @Test
    void a_form_without_files_is_read_whoever_sends_it() {
        assertThat(isRead("/login", "application/x-www-form-urlencoded", 10)).isTrue();
        assertThat(isRead("/login", "application/x-www-form-urlencoded", 1001)).isTrue();
    }
}
