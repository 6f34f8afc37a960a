package modelscan.core.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTroubleTest {
    private static final Path FULL = Path.of("/dev/full");

    private final Rig rig = new Rig();

    @TempDir
    Path folder;

    private static Reply film(int size) {
        return Rig.from(Reply.of(Rig.stands("t", JobState.RUNNING, 1),
                new StreamEvent.MediaProduced(0, new Media.Bytes("video/mp4", new byte[size]), Optional.empty()),
                new StreamEvent.Finished(0, FinishReason.STOP, "")));
    }

    /** A disk on which one file finds no room. */
    private static Disk fullFor(String name) {
        assumeTrue(Files.exists(FULL), "/dev/full is not there");
        return new Disk() {
            @Override
            Sink open(Path file) throws IOException {
                return file.getFileName().toString().startsWith(name)
                        ? new Sink(FileChannel.open(FULL, StandardOpenOption.WRITE)) : super.open(file);
            }
        };
    }

    @Test
    void refusesAJobThatCannotBeKept() throws IOException {
        rig.disk = fullFor("request.bytes");
        DurableJobs jobs = rig.jobs(folder);
        FailureException refused = assertThrows(FailureException.class, () -> jobs.submit(Rig.video("a"), Optional.empty()));
        assertEquals(ErrorCode.UNAVAILABLE, refused.failure().code());
        assertEquals(0, jobs.list().size());
        assertEquals(0, rig.asked.size(), "nothing is asked, and paid for, that would be forgotten");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void failsWhenTheResultFindsNoRoom() {
        rig.disk = fullFor(Recording.BYTES);
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = _ -> film(100);
        Job job = Rig.over(jobs, jobs.submit(Rig.video("a"), Optional.empty()).id());
        assertEquals(JobState.FAILED, job.state());
        assertTrue(job.failure().orElseThrow().message().contains("disk of the gateway"));
    }

    @Test
    void failsWhenTheResultIsTooLarge() {
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = _ -> film(1024 * 1024);
        Job job = Rig.over(jobs, jobs.submit(Rig.video("a"), Optional.empty()).id());
        assertEquals(ErrorCode.PROVIDER_GARBAGE, job.failure().orElseThrow().code());
    }

    @Test
    void aCrashBetweenWriteAndRenameLeavesTheStateBefore() throws IOException {
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = _ -> film(3);
        Job job = Rig.over(jobs, jobs.submit(Rig.video("a"), Optional.empty()).id());
        jobs.close();
        Files.writeString(folder.resolve(job.id()).resolve("job.json.new"), "{\"half");
        Path fresh = Files.createDirectory(folder.resolve("job_never"));
        Files.writeString(fresh.resolve("job.json.new"), "{}");
        Path broken = Files.createDirectory(folder.resolve("job_broken"));
        Files.writeString(broken.resolve("job.json"), "{\"half");

        DurableJobs after = rig.jobs(folder);
        assertEquals(JobState.SUCCEEDED, after.find(job.id()).orElseThrow().state());
        assertEquals(1, after.list().size());
        assertFalse(Files.exists(fresh), "what never was a job is no job after a crash");
        assertTrue(Files.exists(broken), "what cannot be read is for people to look at");
    }

    @Test
    void aCrashInTheMomentOfRenamingIsNoJob() {
        rig.disk = new Disk() {
            @Override
            void swap(Path from, Path file) throws IOException {
                throw new IOException("the plug was pulled");
            }
        };
        DurableJobs jobs = rig.jobs(folder);
        assertThrows(FailureException.class, () -> jobs.submit(Rig.video("a"), Optional.empty()));
        rig.disk = new Disk();
        assertEquals(0, rig.jobs(folder).list().size());
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no posix");
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = _ -> film(3);
        Job job = Rig.over(jobs, jobs.submit(Rig.video("a"), Optional.empty()).id());
        try (Stream<Path> files = Files.list(folder.resolve(job.id()))) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
            }
        }
    }
}
