using System.Collections.Concurrent;
using System.Security.Cryptography;
using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace CovidClassifier.Tests.Packaging.MlNet;

public class AugmentXRaysTests
{
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void TheStudysFactor_Makes242RowsOf84()
    {
        IDataView varied = Augment(Rows(84), factor: 2.881);
        Assert.That(varied.GetRowCount(), Is.EqualTo(242));
        Row[] rows = Read(varied);
        Assert.That(rows, Has.Length.EqualTo(242));
        Assert.That(rows.CountBy(r => r.Name).Select(c => c.Value), Is.All.InRange(2, 3));
        Assert.That(rows.Select(r => r.Name).Distinct().Count(), Is.EqualTo(84), "no image is lost");
    }

    [Test]
    public void Copies_FollowTheirOriginal_AndCarryItsLabel()
    {
        Row[] originals = Rows(6);
        Row[] rows = Read(Augment(originals, factor: 3));
        Assert.That(rows.Select(r => r.Name), Is.EqualTo(originals.SelectMany(o => Enumerable.Repeat(o.Name, 3))));
        Assert.That(rows.Select(r => r.Label), Is.EqualTo(rows.Select(r => originals.Single(o => o.Name == r.Name).Label)));
        for (int i = 0; i < rows.Length; i += 3)
        {
            Assert.That(rows[i].Image, Is.EqualTo(originals[i / 3].Image), "copy 0 is the file itself");
        }
    }

    [Test]
    public void Copies_AreWhatTheAugmenterMakes()
    {
        Row[] originals = Rows(3);
        Row[] rows = Read(Augment(originals, factor: 2, seed: 5));
        for (int image = 0; image < originals.Length; image++)
        {
            AugmentationDraw draw = AugmentationDraw.Draw(AugmentationOptions.Study, new Seed(5), epoch: 0, image, copy: 1);
            GrayImage expected = Augmenter.Apply(XRayDecoder.DecodeFullSize(originals[image].Image), draw);
            GrayImage actual = XRayDecoder.DecodeFullSize(rows[2 * image + 1].Image);
            Assert.That((actual.Width, actual.Height), Is.EqualTo((90, 70)), "the picture keeps its size");
            Assert.That(actual.Pixels, Is.EqualTo(expected.Pixels));
            Assert.That(actual.Pixels, Is.Not.EqualTo(XRayDecoder.DecodeFullSize(originals[image].Image).Pixels));
        }
    }

    [Test]
    public void EveryPass_IsTheSame_WhateverTheThreadsOrTheCache()
    {
        IDataView varied = Augment(Rows(20), factor: 2.5);
        byte[][] first = [.. Read(varied).Select(r => r.Image)];
        Assert.That(Read(varied).Select(r => r.Image), Is.EqualTo(first));
        IDataView cached = _context.Data.Cache(varied);
        Assert.That(Read(cached).Select(r => r.Image), Is.EqualTo(first));
        Assert.That(Read(cached).Select(r => r.Image), Is.EqualTo(first));
        int rows = 0;
        foreach (DataViewRowCursor cursor in varied.GetRowCursorSet(varied.Schema, 4))
        {
            using (cursor)
            {
                while (cursor.MoveNext())
                {
                    rows++;
                }
            }
        }

        Assert.That(rows, Is.EqualTo(first.Length));
    }

    [Test]
    public void AnotherSeed_MakesOtherCopies() =>
        Assert.That(
            Read(Augment(Rows(3), factor: 2, seed: 1)).Select(r => r.Image),
            Is.Not.EqualTo(Read(Augment(Rows(3), factor: 2, seed: 2)).Select(r => r.Image)));

    [Test]
    public void RowIds_AreAllDifferent()
    {
        IDataView varied = Augment(Rows(10), factor: 3);
        using DataViewRowCursor cursor = varied.GetRowCursor([]);
        ValueGetter<DataViewRowId> getter = cursor.GetIdGetter();
        HashSet<DataViewRowId> ids = [];
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getter(ref id);
            Assert.That(ids.Add(id), Is.True);
        }

        Assert.That(ids, Has.Count.EqualTo(30));
    }

    [Test]
    public void NewColumn_LeavesTheOldOneAsItWas()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Rows(2));
        IDataView varied = _context.Transforms.AugmentXRays("Varied", "Image", AugmentationOptions.Study, factor: 2).Fit(data).Transform(data);
        byte[][] kept = [.. varied.GetColumn<byte[]>("Image")];
        byte[][] made = [.. varied.GetColumn<byte[]>("Varied")];
        Assert.That(kept[1], Is.EqualTo(kept[0]));
        Assert.That(made[0], Is.EqualTo(kept[0]));
        Assert.That(made[1], Is.Not.EqualTo(kept[1]));
    }

    [Test]
    public void RowsOfUnknownNumber_AreCounted()
    {
        IDataView data = _context.Data.FilterByCustomPredicate<Row>(_context.Data.LoadFromEnumerable(Rows(10)), r => r.Name == "image 3.png");
        Assert.That(data.GetRowCount(), Is.Null);
        IDataView varied = _context.Transforms.AugmentXRays("Image", "Image", AugmentationOptions.Study, factor: 2.5).Fit(data).Transform(data);
        Assert.That(varied.GetRowCount(), Is.Null);
        Assert.That(Read(varied), Has.Length.EqualTo(23), "nine images and a half, halves up");
    }

    [Test]
    public void Images_LoadedByMlNet_AreVariedToo()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("covid-augment-");
        try
        {
            Row[] originals = Rows(4);
            foreach (Row row in originals)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, row.Name), row.Image);
            }

            IDataView data = _context.Data.LoadFromEnumerable(originals);
            EstimatorChain<ITransformer> pipeline = _context.Transforms.LoadImages("Picture", folder.FullName, "Name")
                .Append((IEstimator<ITransformer>)_context.Transforms.AugmentXRays("Picture", "Picture", AugmentationOptions.Study, factor: 2, seed: 5))
                .Append((IEstimator<ITransformer>)_context.Transforms.ResizeImages("Picture", 90, 70))
                .Append((IEstimator<ITransformer>)_context.Transforms.ExtractPixels(
                    "Pixels", "Picture", colorsToExtract: ImagePixelExtractingEstimator.ColorBits.Red));
            float[][] pixels = [.. pipeline.Fit(data).Transform(data).GetColumn<float[]>("Pixels")];
            Assert.That(pixels, Has.Length.EqualTo(8));
            for (int image = 0; image < originals.Length; image++)
            {
                GrayImage original = XRayDecoder.DecodeFullSize(originals[image].Image);
                GrayImage varied = Augmenter.Apply(original, AugmentationDraw.Draw(AugmentationOptions.Study, new Seed(5), 0, image, 1));
                Assert.That(pixels[2 * image], Is.EqualTo(original.Pixels.Select(p => (float)p)));
                Assert.That(pixels[2 * image + 1], Is.EqualTo(varied.Pixels.Select(p => (float)p)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Pipeline_WithTrainingScope_TrainsOnCopies_AndScoresWithout()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Rows(12));
        var trainedOn = new ConcurrentDictionary<string, bool>();
        void Brightness(Row row, Features features)
        {
            trainedOn[Convert.ToHexString(SHA256.HashData(row.Image))] = true;
            features.Values = [.. XRayDecoder.Decode(row.Image, 2, 2).Pixels.Select(p => p / 255f)];
        }

        EstimatorChain<ITransformer> pipeline = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.AugmentXRays("Image", "Image", AugmentationOptions.Study, factor: 2), TransformerScope.Training)
            .Append((IEstimator<ITransformer>)_context.Transforms.CustomMapping<Row, Features>(Brightness, contractName: null))
            .Append((IEstimator<ITransformer>)_context.Transforms.Conversion.MapValueToKey("Label"))
            .Append((IEstimator<ITransformer>)_context.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 3))
            .Append((IEstimator<ITransformer>)_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        TransformerChain<ITransformer> fitted = pipeline.Fit(data);
        Assert.That(trainedOn, Has.Count.EqualTo(24), "the trainer saw every copy");
        Assert.That(fitted.Transform(data).GetColumn<string>("PredictedLabel").Count(), Is.EqualTo(12));

        TransformerChain<ITransformer> scoring = fitted.GetModelFor(TransformerScope.Scoring);
        Assert.That(scoring.Transform(data).GetColumn<string>("PredictedLabel").Count(), Is.EqualTo(12));
        Assert.That(((ITransformer)scoring).IsRowToRowMapper, Is.True);
    }

    [Test]
    public void SavedWithAModel_IsRefusedInOneSentence()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Rows(2));
        ITransformer transformer = _context.Transforms.AugmentXRays("Image", "Image", AugmentationOptions.Study, factor: 2).Fit(data);
        using var stream = new MemoryStream();
        Assert.That(
            () => _context.Model.Save(transformer, data.Schema, stream),
            Throws.InvalidOperationException.With.Message.StartWith("AugmentXRays varies training images and cannot be saved with a model"));
        Assert.That(
            () => transformer.GetRowToRowMapper(data.Schema),
            Throws.InvalidOperationException.With.Message.StartWith("AugmentXRays makes several rows of one"));
    }

    [Test]
    public void AColumnWithoutImages_IsNamed()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Rows(2));
        Assert.That(
            () => _context.Transforms.AugmentXRays("Image", "Label", AugmentationOptions.Study, factor: 2).Fit(data),
            Throws.ArgumentException.With.Message.EqualTo(
                "AugmentXRays needs images in column 'Label', MLImage or the bytes of image files as a vector of no fixed length; it has String."));
        Assert.That(
            () => _context.Transforms.AugmentXRays("Image", "Nothing", AugmentationOptions.Study, factor: 2).Fit(data),
            Throws.ArgumentException.With.Message.EqualTo("AugmentXRays needs the column 'Nothing'; the data has: Name, Label, Image."));
    }

    [TestCase(0.5)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void AFactorBelowOne_IsRefusedBeforeAnythingIsRead(double factor) =>
        Assert.That(
            () => _context.Transforms.AugmentXRays("Image", "Image", AugmentationOptions.Study, factor),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("factor"));

    private static Row[] Rows(int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new Row { Name = $"image {i}.png", Label = i % 2 == 0 ? "Normal" : "COVID-19", Image = SomeModel.Picture((ulong)i) })];

    private IDataView Augment(Row[] rows, double factor, long seed = 0)
    {
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.AugmentXRays("Image", "Image", AugmentationOptions.Study, factor, seed).Fit(data).Transform(data);
    }

    private Row[] Read(IDataView data) => [.. _context.Data.CreateEnumerable<Row>(data, reuseRowObject: false)];

    private sealed class Row
    {
        public string Name { get; set; } = "";

        public string Label { get; set; } = "";

        public byte[] Image { get; set; } = [];
    }

    private sealed class Features
    {
        [ColumnName("Features"), VectorType(4)]
        public float[] Values { get; set; } = [];
    }
}
