package modelscan.launcher;

import java.util.List;

/** A reason not to run, told in sentences for the person at the terminal. */
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    StartFailure(ExitCode exitCode, List<String> sentences) {
        super(String.join(System.lineSeparator(), sentences));
        this.exitCode = exitCode;
    }

    StartFailure(ExitCode exitCode, String sentence) {
        this(exitCode, List.of(sentence));
    }

    StartFailure(ExitCode exitCode, String sentence, Throwable cause) {
        this(exitCode, sentence);
        initCause(cause);
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
