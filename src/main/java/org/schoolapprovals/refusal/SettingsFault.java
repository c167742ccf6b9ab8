package org.schoolapprovals.refusal;

/**
 * The application cannot start with the settings that it was given. The message is one sentence for the person at the console: it
 * names the settings as environment variables, and the way out; never a value that is secret.
 */
public class SettingsFault extends RuntimeException {

    public SettingsFault(String sentence) {
        super(sentence);
    }
}
