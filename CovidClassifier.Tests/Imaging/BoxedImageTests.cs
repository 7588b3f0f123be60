namespace CovidClassifier.Tests.Imaging;

public sealed class BoxedImageTests
{
    private static XRayImage Image(ImageBox? box) => XRayImage.FromBytes(
        new TestPng(4, 3, depth: 8, colourType: 0) { Pixel = (x, y) => [10 * y + x] }.Encode(), "slice.png") with
    { Box = box };

    [Test]
    public void Decode_Box_IsThePictureFromThenOn() => Assert.That(
        Image(new ImageBox(1, 1, 3, 9)).Encoded.Decode(2, 2).Pixels, Is.EqualTo((byte[])[11, 12, 21, 22]));

    [Test]
    public void Decode_NoBox_IsTheWholePicture() => Assert.That(Image(null).Encoded.Decode(4, 3).Pixels[..5], Is.EqualTo((byte[])[0, 1, 2, 3, 10]));

    [Test]
    public void Decode_BoxInAFile_ReadsTheFile()
    {
        using TempFolder folder = new TempFolder().Images("a.png");
        Assert.That((XRayImage.FromFile(folder["a.png"]) with { Box = new ImageBox(0, 0, 5, 5) }).Encoded.Decode(2, 2).Pixels, Is.All.EqualTo(0));
    }

    [Test]
    public void Decode_BoxOutside_IsRefused() => Assert.That(
        () => Image(new ImageBox(4, 0, 9, 9)).Encoded.Decode(2, 2),
        Throws.TypeOf<ImageFormatException>().With.Message.EqualTo(
            "Image 'slice.png' cannot be read: the box 4, 0, 9, 9 holds no pixel of the picture, which is 4 x 3."));
}
