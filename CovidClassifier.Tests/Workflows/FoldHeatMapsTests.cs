using CovidClassifier.Networks;
using CovidClassifier.Tests.Packaging;
using CovidClassifier.Workflows;

namespace CovidClassifier.Tests.Workflows;

public sealed class FoldHeatMapsTests
{
    [Test]
    public void Of_AFoldsImages_LeavesThoseItIsGivenAsTheyAre()
    {
        NetworkGraph network = SomeModel.Network(2);
        using CovidModel model = SomeModel.Make(network);
        CrossValidatedImage[] scored =
        [
            .. Enumerable.Range(0, 4).Select(i => XRayImage.FromBytes(SomeModel.Picture((ulong)i), $"{i}.png"))
                .Select((image, i) => new CrossValidatedImage(image, SomeModel.TwoClasses[i % 2], model.Predict(image.ReadBytes()), Fold: 0, Repeat: 0)),
        ];
        CrossValidatedImage[] before = [.. scored];
        (IReadOnlyList<CrossValidatedImage> images, string? reason) =
            FoldHeatMaps.Of(SomeModel.Scoring(network), network, SomeModel.TwoClasses, scored, default);
        Assert.That(scored.Zip(before).All(p => ReferenceEquals(p.First, p.Second)), Is.True);
        Assert.That(images.Select(i => i.Image.Name), Is.EqualTo(scored.Select(i => i.Image.Name)));
        Assert.That(reason is null ? images.All(i => i.HeatMap is not null) : images.All(i => i.HeatMap is null), Is.True, reason);
    }
}
