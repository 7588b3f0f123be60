using Microsoft.ML.Data;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>What the zip's ML.NET pipeline takes in: the bytes of an image file, under the column name that Model Builder gives them.</summary>
internal sealed class ImageSourceRow
{
    [ColumnName("ImageSource")]
    public byte[] ImageSource { get; set; } = [];
}
