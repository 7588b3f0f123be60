using CovidClassifier.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>One contract per input size. Their names are in saved files and never change; a new size adds a class.</summary>
internal static class PixelContracts
{
    private const string Prefix = "CovidClassifier.Pixels.";

    /// <summary>The step that makes <c>pixels</c> of the given side from <c>ImageSource</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No contract has this size.</exception>
    public static IEstimator<ITransformer> Estimator(MLContext context, int size) => size switch
    {
        64 => Step<Square64>(context, size),
        96 => Step<Square96>(context, size),
        128 => Step<Square128>(context, size),
        160 => Step<Square160>(context, size),
        192 => Step<Square192>(context, size),
        224 => Step<Square224>(context, size),
        240 => Step<Square240>(context, size),
        256 => Step<Square256>(context, size),
        288 => Step<Square288>(context, size),
        299 => Step<Square299>(context, size),
        320 => Step<Square320>(context, size),
        384 => Step<Square384>(context, size),
        448 => Step<Square448>(context, size),
        512 => Step<Square512>(context, size),
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "No ML.NET contract exists for this input size."),
    };

    /// <summary>What a saved file calls the contract of this size.</summary>
    public static string NameOf(int size) => FormattableString.Invariant($"{Prefix}{size}");

    private static IEstimator<ITransformer> Step<TRow>(MLContext context, int size)
        where TRow : PixelContract<TRow>, new() =>
        context.Transforms.CustomMapping(new TRow().GetMapping(), NameOf(size));

    [CustomMappingFactoryAttribute(Prefix + "64")]
    internal sealed class Square64() : PixelContract<Square64>(64)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 64, 64)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "96")]
    internal sealed class Square96() : PixelContract<Square96>(96)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 96, 96)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "128")]
    internal sealed class Square128() : PixelContract<Square128>(128)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 128, 128)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "160")]
    internal sealed class Square160() : PixelContract<Square160>(160)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 160, 160)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "192")]
    internal sealed class Square192() : PixelContract<Square192>(192)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 192, 192)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "224")]
    internal sealed class Square224() : PixelContract<Square224>(224)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 224, 224)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "240")]
    internal sealed class Square240() : PixelContract<Square240>(240)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 240, 240)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "256")]
    internal sealed class Square256() : PixelContract<Square256>(256)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 256, 256)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "288")]
    internal sealed class Square288() : PixelContract<Square288>(288)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 288, 288)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "299")]
    internal sealed class Square299() : PixelContract<Square299>(299)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 299, 299)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "320")]
    internal sealed class Square320() : PixelContract<Square320>(320)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 320, 320)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "384")]
    internal sealed class Square384() : PixelContract<Square384>(384)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 384, 384)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "448")]
    internal sealed class Square448() : PixelContract<Square448>(448)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 448, 448)]
        public override float[] Pixels { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Prefix + "512")]
    internal sealed class Square512() : PixelContract<Square512>(512)
    {
        [ColumnName(NetworkGraph.Pixels), VectorType(1, 512, 512)]
        public override float[] Pixels { get; set; } = [];
    }
}
