using CovidClassifier.Phantoms;

namespace CovidClassifier.Tests.Phantoms;

public sealed class PhantomStudyTests
{
    [Test]
    public void Draw_AnyNumber_BalancesPatientsSourceViewAgeAndSexExactly([Values(1, 2, 7, 25)] int imagesPerClass)
    {
        Phantom[] phantoms = [.. new PhantomStudy { ImagesPerClass = imagesPerClass, Size = 64, Seed = 9 }.Draw()];
        var covid = phantoms.Where(p => p.Label == PhantomStudy.Covid).ToArray();
        var normal = phantoms.Where(p => p.Label == PhantomStudy.Normal).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(covid, Has.Length.EqualTo(imagesPerClass));
            Assert.That(normal.Select(Facts), Is.EqualTo(covid.Select(Facts)), "the joint table of source, view, age and sex");
            Assert.That(normal.Select(p => p.Patient).Distinct().Count(), Is.EqualTo(covid.Select(p => p.Patient).Distinct().Count()));
            Assert.That(normal.Select(p => p.Patient).Intersect(covid.Select(p => p.Patient)), Is.Empty, "no patient has both labels");
            Assert.That(phantoms.Select(p => p.File), Is.Unique);
        });

        static (string, string, int, string) Facts(Phantom p) => (p.Source, p.View, p.Age, p.Sex);
    }

    [Test]
    public void Draw_Opacities_LieInBothLungsOfCovidOnlyAndInsideTheCentralArea()
    {
        foreach (Phantom phantom in Small(seed: 4))
        {
            if (phantom.Label == PhantomStudy.Normal)
            {
                Assert.That(phantom.Opacities, Is.Empty);
                continue;
            }

            double middle = phantom.Size / 2.0, low = 0.1 * phantom.Size, high = 0.9 * phantom.Size;
            Assert.That(phantom.Opacities.Any(o => o.X < middle) && phantom.Opacities.Any(o => o.X > middle), phantom.File);
            Assert.That(phantom.Opacities.Min(o => Math.Min(o.X - o.RadiusX, o.Y - o.RadiusY)), Is.GreaterThanOrEqualTo(low), phantom.File);
            Assert.That(phantom.Opacities.Max(o => Math.Max(o.X + o.RadiusX, o.Y + o.RadiusY)), Is.LessThanOrEqualTo(high), phantom.File);
        }
    }

    [Test]
    public void Draw_CovidPatches_CarryFineTextureWhereTheManifestSays()
    {
        double inside = 0, mirrored = 0;
        foreach (Phantom phantom in new PhantomStudy { ImagesPerClass = 6, Seed = 3 }.Draw().Where(p => p.Label == PhantomStudy.Covid))
        {
            foreach (Opacity opacity in phantom.Opacities)
            {
                inside += Roughness(phantom, opacity.X, opacity.Y);
                mirrored += Roughness(phantom, phantom.Size / 2.0, opacity.Y);
            }
        }

        Assert.That(inside, Is.GreaterThan(2 * mirrored), "rough at the recorded centres, smooth at the same height over the spine");
    }

    [Test]
    public void Draw_SameSeed_GivesTheSamePixels()
    {
        Phantom[] first = Small(seed: 5), second = Small(seed: 5);
        Assert.That(second.Select(p => p.Pixels), Is.EqualTo(first.Select(p => p.Pixels)));
    }

    [Test]
    public void Draw_OtherSeed_GivesOtherPixels()
    {
        foreach ((Phantom a, Phantom b) in Small(seed: 5).Zip(Small(seed: 6)))
        {
            Assert.That(a.Pixels, Is.Not.EqualTo(b.Pixels));
        }
    }

    [Test]
    public void Draw_MoreImages_KeepsTheFirstOnes()
    {
        Phantom[] few = Small(seed: 5), many = [.. new PhantomStudy { ImagesPerClass = 18, Size = 64, Seed = 5 }.Draw()];
        Assert.That(many.Take(few.Length).Select(p => p.Pixels), Is.EqualTo(few.Select(p => p.Pixels)));
    }

    [Test]
    public void Draw_CornerTag_IsOnEveryCovidImageOnlyAndOutsideTheCentralArea()
    {
        Phantom[] plain = [.. new PhantomStudy { ImagesPerClass = 16, Size = 128, Seed = 2 }.Draw()];
        Phantom[] tagged = [.. new PhantomStudy { ImagesPerClass = 16, Size = 128, Seed = 2, HasCornerTag = true }.Draw()];
        foreach (Phantom phantom in tagged)
        {
            int bright = phantom.Pixels.Where((value, i) => i % 128 < 12 && i / 128 < 12 && value > 235).Count();
            Assert.That(bright, phantom.Label == PhantomStudy.Covid ? Is.GreaterThan(20) : Is.Zero, phantom.File);
        }

        int[] changed =
        [
            .. plain.Zip(tagged)
                .Where(pair => pair.First.Opacities.Count > 0 && pair.Second.Opacities.Count > 0)
                .SelectMany(pair => Enumerable.Range(0, 128 * 128).Where(i => pair.First.Pixels[i] != pair.Second.Pixels[i])),
        ];
        Assert.That(changed, Is.Not.Empty);
        Assert.That(changed, Has.All.Matches<int>(i => i % 128 < 12.8 && i / 128 < 12.8), "the tag is all that differs");
    }

    [Test]
    public void Draw_CornerTag_LeavesOpacitiesToHalfOfBothClasses()
    {
        Phantom[] tagged = [.. new PhantomStudy { ImagesPerClass = 24, Size = 64, HasCornerTag = true }.Draw()];
        int[] withOpacities = [.. tagged.GroupBy(p => p.Label).Select(g => g.Count(p => p.Opacities.Count > 0))];
        Assert.That(withOpacities, Is.EqualTo(new[] { 12, 12 }));
    }

    [Test]
    public void Draw_NoImagesOrTinySize_IsRefused()
    {
        Assert.That(() => new PhantomStudy { ImagesPerClass = 0 }.Draw().First(), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PhantomStudy { Size = 63 }.Draw().First(), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static Phantom[] Small(long seed) => [.. new PhantomStudy { ImagesPerClass = 12, Size = 64, Seed = seed }.Draw()];

    /// <summary>Mean step from pixel to pixel in a box of 9 x 9.</summary>
    private static double Roughness(Phantom phantom, double x, double y)
    {
        int sum = 0;
        for (int py = (int)y - 4; py <= (int)y + 4; py++)
        {
            for (int px = (int)x - 4; px <= (int)x + 4; px++)
            {
                int at = py * phantom.Size + px;
                sum += Math.Abs(phantom.Pixels[at] - phantom.Pixels[at + 1]) + Math.Abs(phantom.Pixels[at] - phantom.Pixels[at + phantom.Size]);
            }
        }

        return sum / 162.0;
    }
}
