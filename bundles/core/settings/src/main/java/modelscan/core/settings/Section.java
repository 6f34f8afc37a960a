package modelscan.core.settings;

import java.util.List;
import java.util.Optional;

/** What a file says about one PID. */
record Section(String file, int line, String pid, List<Setting> settings) {
    private static final char FACTORY = '~';

    Section {
        settings = List.copyOf(settings);
    }

    /** The PID that its keys are described for: of {@code factory~name} the factory. */
    String described() {
        int end = pid.indexOf(FACTORY);
        return end < 0 ? pid : pid.substring(0, end);
    }

    /** The name behind the factory's PID. */
    Optional<String> name() {
        int end = pid.indexOf(FACTORY);
        return end < 0 ? Optional.empty() : Optional.of(pid.substring(end + 1));
    }

    /** Where it stands, to begin a message with. */
    String place() {
        return place(line);
    }

    String place(int anyLine) {
        return "conf/" + file + " line " + anyLine + ": ";
    }
}
