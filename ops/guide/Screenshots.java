import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// Makes the documents' pictures of those that the tests took: `java ops/guide/Screenshots.java`, after
/// `ops/test pages --pictures`.
///
/// Each is the upper part of a page, in 256 colours: the most frequent ones, and for every other the nearest of
/// them.
class Screenshots {

    private static final Path TAKEN = Path.of("target/screenshots");
    private static final Path SHOWN = Path.of("ops/guide/screenshots");
    private static final List<String> PICTURES = List.of(
            "now-calls-en-1280",
            "who-draft-en-1280",
            "roster-en-1280",
            "roster-draft-en-360",
            "forecast-en-1280",
            "proposals-found-en-1280",
            "public-places-lv-360",
            "duty-lv-360",
            "public-lv-360");
    private static final int MOST_COLOURS = 256;
    private static final int MOST_BYTES = 120_000;

    public static void main(String[] none) throws IOException {
        Files.createDirectories(SHOWN);
        for (var picture : PICTURES) {
            var whole = ImageIO.read(TAKEN.resolve(picture + ".png").toFile());
            var height = Math.min(whole.getHeight(), whole.getWidth() < 600 ? 960 : 1250);
            var file = SHOWN.resolve(picture + ".png");
            write(inFewColours(whole.getSubimage(0, 0, whole.getWidth(), height)), file);
            System.out.printf("%s: %d kB%n", file, Files.size(file) / 1000);
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalStateException(file + " is too large");
            }
        }
    }

    private static BufferedImage inFewColours(BufferedImage from) {
        var counts = new HashMap<Integer, Integer>();
        for (var y = 0; y < from.getHeight(); y++) {
            for (var x = 0; x < from.getWidth(); x++) {
                counts.merge(from.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
            }
        }
        var palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(MOST_COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        var to = new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var nearest = new HashMap<Integer, Integer>();
        for (var y = 0; y < from.getHeight(); y++) {
            for (var x = 0; x < from.getWidth(); x++) {
                var index = nearest.computeIfAbsent(from.getRGB(x, y) & 0xFFFFFF, colour -> nearest(colour, palette));
                to.getRaster().setSample(x, y, 0, index);
            }
        }
        return to;
    }

    private static int nearest(int colour, int[] palette) {
        var best = 0;
        for (var index = 1; index < palette.length; index++) {
            if (distance(colour, palette[index]) < distance(colour, palette[best])) {
                best = index;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        var sum = 0;
        for (var shift = 0; shift <= 16; shift += 8) {
            var apart = (one >> shift & 0xFF) - (other >> shift & 0xFF);
            sum += apart * apart;
        }
        return sum;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var small = writer.getDefaultWriteParam();
        small.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        small.setCompressionQuality(0);
        Files.deleteIfExists(file);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), small);
        } finally {
            writer.dispose();
        }
    }
}
