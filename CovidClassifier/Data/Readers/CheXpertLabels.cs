using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>The 14 columns that CheXpert's labeller writes, for CheXpert and MIMIC-CXR-JPG: 1 present, 0 absent, -1 uncertain, blank not mentioned.</summary>
internal static class CheXpertLabels
{
    public static readonly string[] Names =
    [
        "No Finding", "Enlarged Cardiomediastinum", "Cardiomegaly", "Lung Opacity", "Lung Lesion", "Edema", "Consolidation", "Pneumonia", "Atelectasis",
            "Pneumothorax", "Pleural Effusion", "Pleural Other", "Fracture",
        "Support Devices",
    ];

    public const string Classes =
        "by the rule Pneumonia > No Finding > *: Pneumonia: Pneumonia; No Finding: Normal (Support Devices may be there); any other of 12 labels: Other; "
            + "images whose class an uncertain label (-1) would decide are left out, unless the rule says otherwise";

    public static readonly LabelRule Rule = LabelRule.Priority(LabelTable.Pneumonia, "No Finding", LabelRule.AnyOther);

    /// <exception cref="DatasetException">A column is missing.</exception>
    public static LabelColumns In(CsvTable table) => new([.. Names.Select(n => (n, table.Require("label", n)))]);
}
