using CovidClassifier.Foundation;
using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Onnx;
using CovidClassifier.Phantoms;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Guarding;

public class GuardGraphTests
{
    private const int Size = 128;

    [Test]
    public void Score_OfChestsLikeTheTrainingImages_IsBelowOne()
    {
        GuardVerdict[] verdicts = [.. SomeGuard.Draw(20, seed: 6, Size).Select(Image).Select(i => SomeGuard.Ask(i))];
        Assert.That(verdicts.Count(v => v.IsAccepted), Is.GreaterThanOrEqualTo(38));
        Assert.That(verdicts.Where(v => v.IsAccepted).Select(v => v.Reason), Is.All.Null);
        Assert.That(verdicts.Select(v => v.IsAccepted), Is.EqualTo(verdicts.Select(v => v.Distance <= 1)));
    }

    // the graph multiplies once by a matrix of all poses; here each pose is turned and measured by itself
    [TestCase(64)]
    [TestCase(128)]
    [TestCase(299)]
    public void Score_IsTheDistanceFromTheLimitOrTheNearestOther_WhateverTheSize(int size)
    {
        foreach (Phantom phantom in SomeGuard.Draw(2, seed: 8, Size))
        {
            for (int turns = 0; turns < 4; turns++)
            {
                GrayImage image = GrayCrop.StretchTo(Turned(Image(phantom), turns, isInverted: turns % 2 == 1), size, size);
                double expected = Strangeness(FieldsOf(image));
                Assert.That(SomeGuard.Ask(image, size).Distance, Is.EqualTo(expected).Within(0.01 * expected));
            }
        }
    }

    [TestCase(0, true, "inverted: black and white are exchanged")]
    [TestCase(1, false, "turned by 90 degrees")]
    [TestCase(2, false, "upside down")]
    [TestCase(3, false, "turned by 90 degrees")]
    [TestCase(2, true, "inverted and upside down")]
    public void Reason_OfAChestInAnotherPose_NamesIt(int turns, bool isInverted, string reason)
    {
        foreach (Phantom phantom in SomeGuard.Draw(3, seed: 7, Size))
        {
            GuardVerdict verdict = SomeGuard.Ask(Turned(Image(phantom), turns, isInverted));
            Assert.That((verdict.IsAccepted, verdict.Reason), Is.EqualTo((false, reason)));
        }
    }

    [Test]
    public void Reason_OfNoPictureAtAll_SaysSo()
    {
        Assert.That(SomeGuard.Ask(Filled(_ => 0)).Reason, Is.EqualTo("almost black"));
        Assert.That(SomeGuard.Ask(Filled(_ => 255)).Reason, Is.EqualTo("almost one gray level"));
        Assert.That(SomeGuard.Ask(Filled(_ => 100)).Reason, Is.EqualTo("almost one gray level"));
        RandomStream random = new Seed(1).Open();
        Assert.That(SomeGuard.Ask(Filled(_ => (byte)random.Below(256))).IsAccepted, Is.False);
    }

    // a shutter that is closed over a part, or a file that was cut off: what is left lies as a chest does
    [TestCase(0)]
    [TestCase(128)]
    [TestCase(255)]
    public void Reason_OfAChestOfWhichAPartIsCovered_SaysSo(byte gray)
    {
        GrayImage chest = Image(SomeGuard.Draw(1, seed: 7, Size)[0]);
        (Func<int, bool> Covers, string Where)[] covers =
        [
            (i => i / Size >= Size / 2, "below"), (i => i % Size < Size / 2, "left"), (i => i / Size < Size / 2 && i % Size >= Size / 2, "the upper right"),
        ];
        foreach ((Func<int, bool> isCovered, string where) in covers)
        {
            GuardVerdict verdict = SomeGuard.Ask(new GrayImage(Size, Size, [.. chest.Pixels.Select((p, i) => isCovered(i) ? gray : p)]));
            Assert.That(verdict.Reason, Is.EqualTo("partly of one gray level"), where);
            Assert.That(verdict.Distance, Is.GreaterThan(1));
        }
    }

    [Test]
    public void LeastDeviation_OfAQuarterThatVaries_IsThatOfTheQuietestQuarter()
    {
        float[] fields = [.. Enumerable.Range(0, CoarsePicture.Length).Select(f => f % 16 < 8 && f / 16 >= 8 ? f % 2 * 0.5f : f % 2 * 2f)];
        Assert.That(PictureQuarters.LeastDeviation(fields), Is.EqualTo(0.25).Within(1e-9));
    }

    [Test]
    public void Batch_GivesEachImageItsOwnVerdict()
    {
        GrayImage[] images = [.. SomeGuard.Draw(2, seed: 7, Size).Select(Image)];
        images = [.. images, Turned(images[0], 2, isInverted: false)];
        using var session = new OnnxSession(SomeGuard.Graph(Size), threads: 1);
        using var inputs = new NamedValues();
        Span<float> pixels = inputs.AddFloats("pixels", images.Length, 1, Size, Size);
        for (int i = 0; i < images.Length; i++)
        {
            PixelScale.ToFloats(images[i].Pixels, pixels.Slice(i * Size * Size, Size * Size));
        }

        using NamedValues outputs = session.Run(inputs, GuardGraph.Outputs);
        Assert.That(outputs.Floats(GuardGraph.Score).ToArray(), Is.EqualTo(images.Select(i => SomeGuard.Ask(i).Distance)).Within(1e-4f));
        Assert.That(
            Enumerable.Range(0, images.Length).Select(i => outputs[GuardGraph.Reasons].GetStringElement(i)),
            Is.EqualTo(images.Select(i => SomeGuard.Ask(i).Reason ?? "")));
    }

    [Test]
    public void Label_AndProbabilities_AreTheSameWithAndWithoutAGuard()
    {
        var rule = new DecisionRule(SomeModel.TwoClasses, "COVID-19", 0.5f);
        using var without = new Scorer(Google.Protobuf.MessageExtensions.ToByteArray(ScoringGraph.Build(SomeModel.Network(2, Size), rule)), threads: 1);
        using var with = new Scorer(SomeGuard.Graph(Size), threads: 1);
        GrayImage image = Image(SomeGuard.Draw(1, seed: 9, Size)[0]);
        Prediction plain = without.Score(image, SomeModel.TwoClasses), guarded = with.Score(image, SomeModel.TwoClasses);
        Assert.That(guarded.Probabilities, Is.EqualTo(plain.Probabilities));
        Assert.That((plain.Guard, guarded.Guard is not null), Is.EqualTo(((GuardVerdict?)null, true)));
    }

    private static double Strangeness(float[] fields)
    {
        ShrunkGaussian shape = SomeGuard.Guard.Shape;
        List<double> others = [.. PictureKind.All.Select(k => 1.03 * InputGuard.Distance(shape with { Mean = ShapeBasis.Of<double>(k.Mean) }, fields))];
        double own = InputGuard.Distance(shape, fields);
        float[] turned = fields;
        for (int turns = 0; turns < 4; turns++)
        {
            others.Add(turns == 0 ? double.PositiveInfinity : InputGuard.Distance(shape, turned));
            others.Add(InputGuard.Distance(shape, Array.ConvertAll(turned, f => -f)));
            float[] old = turned;
            const int side = CoarsePicture.Side;
            turned = [.. Enumerable.Range(0, old.Length).Select(i => old[i % side * side + side - 1 - i / side])];
        }

        return Math.Max(own / SomeGuard.Guard.Limits.Distance, own / others.Min());
    }

    private static GrayImage Image(Phantom phantom) => new(phantom.Size, phantom.Size, phantom.Pixels);

    private static GrayImage Filled(Func<int, byte> gray) => new(Size, Size, [.. Enumerable.Range(0, Size * Size).Select(gray)]);

    private static float[] FieldsOf(GrayImage image)
    {
        // field means without rounding to gray levels
        double[] fields = new double[CoarsePicture.Length];
        double width = (double)image.Width / CoarsePicture.Side, height = (double)image.Height / CoarsePicture.Side;
        for (int f = 0; f < fields.Length; f++)
        {
            (int y, int x) = Math.DivRem(f, CoarsePicture.Side);
            double sum = 0;
            for (int row = (int)(y * height); row < Math.Min(image.Height, (y + 1) * height); row++)
            {
                for (int column = (int)(x * width); column < Math.Min(image.Width, (x + 1) * width); column++)
                {
                    double share = (Math.Min(row + 1, (y + 1) * height) - Math.Max(row, y * height)) *
                        (Math.Min(column + 1, (x + 1) * width) - Math.Max(column, x * width));
                    sum += share * image.Pixels[row * image.Width + column];
                }
            }

            fields[f] = sum / (width * height);
        }

        double mean = fields.Average(), contrast = Math.Sqrt(fields.Average(v => (v - mean) * (v - mean)) + 0.25);
        return [.. fields.Select(v => (float)((v - mean) / contrast))];
    }

    private static GrayImage Turned(GrayImage image, int turns, bool isInverted)
    {
        byte[] pixels = image.Pixels;
        for (int turn = 0; turn < turns; turn++)
        {
            byte[] old = pixels;
            pixels = [.. Enumerable.Range(0, old.Length).Select(i => old[i % Size * Size + Size - 1 - i / Size])];
        }

        return new GrayImage(Size, Size, isInverted ? [.. pixels.Select(p => (byte)(255 - p))] : pixels);
    }
}
