using CovidClassifier.Imaging;
using CovidClassifier.Learning.Features;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Guarding;

/// <summary>The coarse pictures of the images that a model is made from, and whose they are.</summary>
/// <param name="facts">One per image.</param>
/// <param name="patients">A number for each image's patient.</param>
internal sealed class CoarseImages(IReadOnlyList<CoarseFacts> facts, IReadOnlyList<int> patients)
{
    private const string Output = "coarse";

    public int Count => facts.Count;

    /// <param name="images">Decoded at the network's size.</param>
    /// <param name="parts">Some of them; no patient is in two.</param>
    /// <param name="cancellationToken">Honoured within one image.</param>
    public static CoarseImages Of(DecodedDataset images, IReadOnlyList<XRayDataset> parts, CancellationToken cancellationToken)
    {
        int[] positions = [.. parts.SelectMany(images.Positions)];
        var facts = new CoarseFacts[positions.Length];
        ModelProto model = Graph(images.Width, images.Height);
        ParallelInference.Run(
            model,
            Output,
            positions.Length,
            images.Width,
            images.Height,
            (entry, pixels) => PixelScale.ToFloats(images.Pixels(positions[entry]), pixels),
            (entry, row) => facts[entry] = new CoarseFacts(row[..^2].ToArray(), row[^2], 1 / row[^1]),
            report: null,
            cancellationToken);
        return new CoarseImages(facts, Patients(parts));
    }

    /// <summary>A guard that knows them; null where they are too few, or of one patient alone, to tell what is usual.</summary>
    public InputGuard? Guard() => Count < InputGuard.LeastImages || patients.Distinct().Count() < 2 ? null : InputGuard.Fit(facts, patients);

    private static ModelProto Graph(int width, int height)
    {
        ModelProto model = OnnxFile.Create("coarse picture");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, height, width);
        CoarsePicture picture = CoarsePicture.Append(builder, width, height);
        builder.AddAs(Output, "Concat", [picture.Fields, picture.Mean, picture.InverseContrast], Attributes.Of("axis", 1));
        builder.Output(Output, -1, CoarsePicture.Length + 2);
        return model;
    }

    private static int[] Patients(IReadOnlyList<XRayDataset> parts)
    {
        List<int> patients = [];
        int earlier = 0;
        foreach (XRayDataset part in parts)
        {
            IReadOnlyList<Data.Splits.PatientGroup> groups = part.PatientGroups(FoldGrouping.Patient);
            int[] own = new int[part.Count];
            for (int g = 0; g < groups.Count; g++)
            {
                foreach (int image in groups[g].Images)
                {
                    own[image] = earlier + g;
                }
            }

            patients.AddRange(own);
            earlier += groups.Count;
        }

        return [.. patients];
    }
}
