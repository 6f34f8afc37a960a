package modelscan.launcher;

/** What the process says when it ends. The script's help lists the same numbers; 2 belongs to the script itself. */
enum ExitCode {
    STOPPED(0),
    BROKEN(1),
    UNSATISFIED(3),
    PORT_TAKEN(4),
    HOME_UNUSABLE(5),
    USAGE(64);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
