import com.google.gerrit.pgm.Daemon;
import com.google.gerrit.pgm.Init;
import com.google.gerrit.pgm.util.AbstractProgram;
import com.google.gerrit.server.util.time.TimeUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Starts Gerrit's own programs with a clock that stands still until a file says otherwise.
 *
 * <p>Arguments: the file, which holds seconds since 1970; init or daemon; the program's own.
 */
public class Start {
  public static void main(String[] args) throws Exception {
    Path clock = Path.of(args[0]);
    TimeUtil.setCurrentMillisSupplier(() -> 1000L * seconds(clock));
    AbstractProgram program = args[1].equals("init") ? new Init() : new Daemon();
    int status = program.main(Arrays.copyOfRange(args, 2, args.length));
    if (status != 0) {
      System.exit(status);
    }
  }

  private static long seconds(Path clock) {
    try {
      return Long.parseLong(Files.readString(clock).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
